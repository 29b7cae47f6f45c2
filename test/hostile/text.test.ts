import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { admittedUrl, LINK_LIMIT, linkify } from '../../src/elements/foundation/linkify.js';
import { LINE_LIMIT, NAME_LIMIT, safeName, showText, tame, TEXT_LIMIT } from '../../src/elements/foundation/text.js';
import { PAYLOADS } from './payloads.js';
import { WORST_TEXTS } from './worst-texts.js';

/** Texts that are hard on a text pipeline: every piece is one that some rule is about. */
const pieces = fc.constantFrom(
  ...['a', 'é', ' ', '\n', '\r', '\r\n', '\t', '\u0000', '\u0085', '\u2028', '\u2029', '…', '\u0301', '\u0489'],
  ...['\u0301'.repeat(7), '\u0316'.repeat(9), '\u200B', '\u200D', '\u200E', '\u202E', '\u2066', '\u2069', '\uFEFF'],
  ...['\uD83D', '\uDE00', '\uD834', '\uDD65', '\u{1F469}', '\u{E0001}', '\uFFF9', '\u3164', 'https://a.example/'],
);
const texts = fc.oneof(
  fc.array(pieces, { maxLength: 60 }).map((each) => each.join('')),
  fc.string({ unit: 'binary', maxLength: 200 }),
);
const TOWER = /(?:\p{M}\p{Cf}*){9}/u;

describe('the text pipeline', () => {
  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(texts, (text) => {
        assert.equal(tame(tame(text)), tame(text));
        assert.equal(safeName(safeName(text)), safeName(text));
      }),
      { numRuns: 5_000 },
    );
  });

  it('leaves no tower of marks, no control and no half character, in texts and names', () => {
    fc.assert(
      fc.property(texts, (text) => {
        for (const shown of [tame(text), safeName(text), showText(text).text]) {
          assert.doesNotMatch(shown, TOWER);
          assert.doesNotMatch(shown, /(?![\n\t])\p{Cc}|\p{Cs}/u);
        }
      }),
      { numRuns: 5_000 },
    );
  });

  it('shows a name that can be seen, or none', () => {
    for (const invisible of ['\u200B', '\u200D\u2060\uFEFF', '\u3164', '\u2800\u115F', '\u00AD', '\u202E', '\u0301'])
      assert.equal(safeName(invisible), '');
    fc.assert(
      fc.property(texts, (text) => {
        const name = safeName(text);
        assert.ok(name === '' || /[^\p{Cf}\p{M}\s]/u.test(name));
        assert.ok(Array.from(name).length <= NAME_LIMIT);
      }),
    );
  });

  it('keeps what people write: marks of writing systems, joined emoji, flags, joiners', () => {
    for (const text of ['שָׁלוֹם', 'ก็ส้ๆ', 'क्‍ष', 'می‌خواهم', '👩‍❤️‍💋‍👨', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', 'Ẍ̣́', '🇸🇪']) {
      assert.equal(tame(text), text);
      assert.equal(safeName(text), text);
    }
  });

  it('cuts by lines, whatever ends them', () => {
    for (const end of ['\n', '\r\n', '\u2028', '\u2029']) {
      const { text, cut } = showText(`x${end}`.repeat(LINE_LIMIT + 1));
      assert.equal(cut, true);
      assert.equal(text.split('\n').length, LINE_LIMIT);
    }
  });

  it('costs as much as a text is long: the worst 64 KB take milliseconds', () => {
    for (const [name, text] of Object.entries(WORST_TEXTS)) {
      tame(text);
      const start = performance.now();
      tame(text);
      safeName(text);
      assert.ok(showText(text).text.length <= TEXT_LIMIT, name);
      // Aimed at 10 ms; squared work on this length takes seconds.
      const took = performance.now() - start;
      assert.ok(took < 200, `${name}: ${took.toFixed(1)} ms`);
    }
  });
});

describe('what may be followed', () => {
  const schemes = fc.oneof(
    fc.constantFrom('javascript', 'data', 'vbscript', 'blob', 'file', 'ftp', 'about', 'view-source', 'intent', 'https'),
    fc.stringMatching(/^[a-z][a-z0-9+.-]{0,12}$/),
  );
  const sloppy = fc.constantFrom('', '\t', '\n', ' ', '\u0000', '\u0001', '\u00AD', '\u200B', '&#9;', '%0a');
  const addresses = fc
    .tuple(sloppy, schemes, sloppy, fc.constantFrom(':', '&colon;', '%3A', ':/', '://', ':\\\\'), fc.string())
    .map((each) => each.join(''));

  it('is http, https, mailto and tel, without a name or password, whatever a text tries', () => {
    fc.assert(
      fc.property(addresses, fc.boolean(), (address, upper) => {
        const text = upper ? address.toUpperCase() : address;
        for (const { href } of [...linkify(text), ...linkify(`see ${text} there`)]) {
          if (href === undefined) continue;
          const { protocol, username, password } = new URL(href);
          assert.match(protocol, /^(?:https?|mailto|tel):$/);
          assert.equal(username + password, '');
        }
        const admitted = admittedUrl(text);
        if (admitted !== undefined) assert.match(admitted, /^(?:https?|mailto|tel):/);
      }),
      { numRuns: 20_000 },
    );
  });

  it('is never what a payload asks for', () => {
    for (const payload of PAYLOADS) {
      for (const { href } of linkify(payload)) assert.doesNotMatch(href ?? 'https:', /^(?!https?:|mailto:|tel:)/);
    }
  });

  it('is the address that the text shows: its host stands in it', () => {
    fc.assert(
      fc.property(fc.webUrl(), (url) => {
        const [link] = linkify(url).filter(({ href }) => href !== undefined);
        if (link?.href !== undefined) assert.ok(link.text.toLowerCase().includes(new URL(link.href).hostname));
      }),
    );
  });

  it('is at most a bearable number per text; no text is lost', () => {
    const text = 'www.a.example '.repeat(LINK_LIMIT + 50);
    const linked = linkify(text);
    assert.equal(linked.filter(({ href }) => href !== undefined).length, LINK_LIMIT);
    assert.equal(linked.map((piece) => piece.text).join(''), text);
  });

  it('costs as much as a text is long: the worst 64 KB take milliseconds', () => {
    for (const [name, text] of Object.entries(WORST_TEXTS)) {
      linkify(text);
      const start = performance.now();
      linkify(text);
      const took = performance.now() - start;
      assert.ok(took < 200, `${name}: ${took.toFixed(1)} ms`);
    }
  });
});
