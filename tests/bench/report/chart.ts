import { type BenchmarkData } from '../scenarios/benchmark';
import { digits } from './numbers';

const width = 760;
const left = 190;
const right = 120;
const barHeight = 16;
const colours = { 1: '#1f77b4', 50: '#8fbbe0' } as Readonly<Record<number, string>>;

/** CPU time for one request as an SVG with bars, or null without the scenario that measures it. */
export function drawChart({ benchmark }: { readonly benchmark?: unknown }): string | null {
  return benchmark === undefined ? null : drawBars(benchmark as BenchmarkData);
}

/** Gateways from cheap to dear; each bar has a line from the least to the most of its rounds. */
export function drawBars({ lines }: Pick<BenchmarkData, 'lines'>): string {
  const gateways = [...new Set(lines.map(({ gateway }) => gateway))];
  // At one connection, which comes first: at more, some gateways answer several clients with one request.
  const costOf = (gateway: string) => lines.find((line) => line.gateway === gateway)!.result.cpuMs.median;
  gateways.sort((a, b) => costOf(a) - costOf(b));
  const most = Math.max(...lines.map(({ result }) => result.cpuMs.max));
  const x = (ms: number) => (left + (ms / most) * (width - left - right)).toFixed(1);
  const marks: string[] = [];
  let y = 48;
  for (const gateway of gateways) {
    marks.push(text(left - 10, y + barHeight + 4, escape(gateway), 'end'));
    for (const { connections, result } of lines.filter((line) => line.gateway === gateway)) {
      const { median, min, max } = result.cpuMs;
      const middle = y + barHeight / 2;
      const length = (Number(x(median)) - left).toFixed(1);
      const colour = colours[connections] ?? '#888';
      marks.push(
        `<rect x="${left}" y="${y}" width="${length}" height="${barHeight - 2}" fill="${colour}"/>`,
        `<path d="M${x(min)} ${middle}H${x(max)}" stroke="#333"/>`,
        text(Number(x(max)) + 6, middle + 4, `${digits(median)} ms`, 'start'),
      );
      y += barHeight;
    }
    y += 12;
  }
  const title = 'CPU time of the gateway for one request, at 1 (dark) and 50 (light) connections';
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${y + 8}" font-family="sans-serif" font-size="12">`,
    '<rect width="100%" height="100%" fill="white"/>',
    text(10, 24, title, 'start'),
    ...marks,
    '</svg>',
    '',
  ].join('\n');
}

function text(x: number, y: number, content: string, anchor: 'start' | 'end'): string {
  return `<text x="${x}" y="${y}" text-anchor="${anchor}">${content}</text>`;
}

function escape(content: string): string {
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
