import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tokens } from '../../../src/elements/foundation/tokens.js';

type Rgb = readonly [number, number, number];
type Scheme = 'light' | 'dark';

const declared = new Map(
  [...tokens.cssText.split('@media')[0]!.matchAll(/(--_[\w-]+):\s*([^;]+);/g)].map((match) => [match[1]!, match[2]!]),
);

/** The colour of a token in a scheme, from the stylesheet's own text. */
function colour(name: string, scheme: Scheme): Rgb {
  const value = declared.get(name);
  assert.ok(value, `${name} is declared`);
  const pair = /light-dark\((#\w{6}),\s*(#\w{6})\)/.exec(value);
  if (pair) return parse(pair[scheme === 'light' ? 1 : 2]!);
  const mix = /color-mix\(in srgb, var\((--_[\w-]+)\) (\d+)%, var\((--_[\w-]+)\)\)/.exec(value);
  assert.ok(mix, `${name} is a pair or a mixture: ${value}`);
  const share = Number(mix[2]) / 100;
  const top = colour(mix[1]!, scheme);
  const under = colour(mix[3]!, scheme);
  return [0, 1, 2].map((at) => top[at]! * share + under[at]! * (1 - share)) as unknown as Rgb;
}

const parse = (hex: string): Rgb => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb;

/** Relative luminance and contrast as WCAG 2 defines them. */
function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((channel) => {
    const part = channel / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a: Rgb, b: Rgb): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const SURFACES = ['--_surface', '--_surface-raised', '--_surface-sunken'];
const TINTS = [...declared.keys()].filter((name) => name.endsWith('-tint'));
const ROLES = ['customer', 'agent', 'agents-only', 'supervisor', 'danger', 'warning', 'success', 'accent'];

/** Foreground, background, and the least contrast. */
const PAIRS: readonly (readonly [string, string, number])[] = [
  ...[...SURFACES, ...TINTS, '--_selected'].flatMap((under) => [
    ['--_text', under, 4.5] as const,
    ['--_text-muted', under, 4.5] as const,
  ]),
  ...ROLES.flatMap((role) => SURFACES.map((under) => [`--_${role}`, under, 4.5] as const)),
  ...TINTS.map((tint) => [tint.replace('-tint', ''), tint, 4.5] as const),
  ...ROLES.map((role) => [`--_${role}`, '--_selected', 4.5] as const),
  ['--_on-accent', '--_accent', 4.5],
  ['--_on-danger', '--_danger', 4.5],
  ...SURFACES.flatMap((under) => [['--_border', under, 3] as const, ['--_focus', under, 3] as const]),
];

describe('colours', () => {
  for (const scheme of ['light', 'dark'] as const) {
    it(`can be told apart in the ${scheme} scheme`, () => {
      const weak = PAIRS.map(([over, under, least]) => ({
        pair: `${over} on ${under}`,
        ratio: contrast(colour(over, scheme), colour(under, scheme)),
        least,
      })).filter(({ ratio, least }) => ratio < least);
      assert.deepEqual(weak, []);
    });
  }

  it('every role can be set by the host and has a system colour under forced colours', () => {
    const [, forced] = tokens.cssText.split('forced-colors: active');
    for (const [name, value] of declared) {
      if (!value.includes('light-dark')) continue;
      assert.match(value, new RegExp(`^var\\(--sms-color-${name.slice(3)},`), name);
      assert.match(forced!, new RegExp(`${name}: [A-Z]\\w+;`), name);
    }
  });
});
