import { webOrigins } from './web-origins';

test('development servers may ask, until somebody says who may', () => {
  expect(webOrigins({})).toEqual(expect.arrayContaining(['http://localhost:3000', 'http://127.0.0.1:5173']));
  expect(webOrigins({ CORS_ORIGINS: 'https://www.example.com, http://localhost:1234' })).toEqual([
    'https://www.example.com',
    'http://localhost:1234',
  ]);
});

test('in production nobody may but the site itself and who is named', () => {
  const env = { NODE_ENV: 'production', PUBLIC_SITE_URL: 'https://paper.example/news' };
  expect(webOrigins(env)).toEqual(['https://paper.example']);
  expect(webOrigins({ NODE_ENV: 'production' })).toEqual([]);
});

test.each(['*', 'null', 'www.example.com', 'https://www.example.com/', 'https://a.example/path'])(
  '"%s" is no origin',
  (origin) => {
    expect(() => webOrigins({ CORS_ORIGINS: `http://localhost:3000,${origin}` })).toThrow(/CORS_ORIGINS/);
  },
);

test('a site without a URL is named', () => {
  expect(() => webOrigins({ PUBLIC_SITE_URL: 'paper' })).toThrow(/PUBLIC_SITE_URL/);
});
