import fc from 'fast-check';
import { clientNetwork } from './client-network';

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['::FFFF:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:0001:0002::1', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['1:2:3:4:5:6:7::', '1:2:3:4::/64'],
])('%s counts as %s', (address, network) => {
  expect(clientNetwork(address)).toBe(network);
});

test.each([null, '', 'unknown', '192.0.2.7:80', '[::1]', '2001:db8::1::', 'x'.repeat(10_000)])(
  '%p is no address',
  (address) => {
    expect(clientNetwork(address)).toBeNull();
  },
);

test('all addresses of one /64 count as one, and no others, however they are written', () => {
  const groups = fc.tuple(...Array.from({ length: 8 }, () => fc.nat({ max: 0xffff })));
  const write = (parts: readonly number[], compress: boolean) => {
    const text = parts.map((part) => part.toString(16)).join(':');
    return compress ? new URL(`http://[${text}]`).hostname.slice(1, -1) : text;
  };
  fc.assert(
    fc.property(groups, groups, fc.boolean(), fc.boolean(), (one, other, shortOne, shortOther) => {
      const neighbour = [...one.slice(0, 4), ...other.slice(4)];
      expect(clientNetwork(write(one, shortOne))).toBe(clientNetwork(write(neighbour, shortOther)));
      const isSame = one.slice(0, 4).join() === other.slice(0, 4).join();
      expect(clientNetwork(write(one, shortOne)) === clientNetwork(write(other, shortOther))).toBe(isSame);
    }),
  );
});
