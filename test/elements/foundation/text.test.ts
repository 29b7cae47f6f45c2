import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { admittedUrl, LINK_LIMIT, linkify, richText } from '../../../src/elements/foundation/linkify.js';
import { LINE_LIMIT, NAME_LIMIT, safeName, showText, tame, TEXT_LIMIT } from '../../../src/elements/foundation/text.js';

describe('a message’s text', () => {
  it('is cut when it is long, and whole when asked for', () => {
    const long = 'x'.repeat(TEXT_LIMIT + 1);
    assert.deepEqual(showText(long), { text: 'x'.repeat(TEXT_LIMIT), cut: true });
    assert.deepEqual(showText(long, true), { text: long, cut: false });
    assert.deepEqual(showText('short'), { text: 'short', cut: false });
  });

  it('is cut when it has many lines', () => {
    const shown = showText('line\n'.repeat(LINE_LIMIT + 5));
    assert.equal(shown.cut, true);
    assert.equal(shown.text.split('\n').length, LINE_LIMIT);
  });

  it('is never cut inside a character', () => {
    const shown = showText(`${'x'.repeat(TEXT_LIMIT - 1)}😀`);
    assert.equal(shown.text, 'x'.repeat(TEXT_LIMIT - 1));
  });

  it('keeps at most eight marks on a letter', () => {
    assert.equal(tame(`a${'\u0301'.repeat(500)}b`), `a${'\u0301'.repeat(8)}b`);
    assert.equal(tame('e\u0301 הַשָּׁ ส้ๆ'), 'e\u0301 הַשָּׁ ส้ๆ');
  });

  it('loses controls, but keeps tabs, lines and direction marks', () => {
    assert.equal(tame('a\u0000\u0007b\r\nc\td\u202Ee'), 'ab\nc\td\u202Ee');
  });
});

describe('a name', () => {
  it('cannot turn the direction of what stands beside it', () => {
    assert.equal(safeName('\u202Eevil\u2066\u200F\u061C'), 'evil');
  });

  it('is one line of bounded length, whatever was sent', () => {
    assert.equal(safeName('  two\n\nlines '), 'two lines');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (name) => {
        const safe = safeName(name);
        return Array.from(safe).length <= NAME_LIMIT && !/[\n\r\u202A-\u202E\u2066-\u2069]/.test(safe);
      }),
    );
  });
});

describe('links in a text', () => {
  const links = (text: string): readonly string[] => linkify(text).flatMap(({ href }) => href ?? []);

  it('are found with the punctuation around them left out', () => {
    assert.deepEqual(linkify('See (https://a.example/x_(y)), or www.b.example.'), [
      { text: 'See (' },
      { text: 'https://a.example/x_(y)', href: 'https://a.example/x_(y)' },
      { text: '), or ' },
      { text: 'www.b.example', href: 'https://www.b.example/' },
      { text: '.' },
    ]);
  });

  it('are all there is when nothing stands around them', () => {
    assert.deepEqual(linkify('http://a.example/'), [{ text: 'http://a.example/', href: 'http://a.example/' }]);
    assert.deepEqual(linkify('  '), [{ text: '  ' }]);
  });

  it('lead where they say, with `www.` in front or within', () => {
    assert.deepEqual(links('https://www.a.example/ WWW.b.example'), [
      'https://www.a.example/',
      'https://www.b.example/',
    ]);
  });

  it('begin as people write them: what a browser would take besides stays text', () => {
    assert.deepEqual(links('https:www.a.example http:a.example https:/a.example xwww.a.example'), []);
  });

  it('are so many, and no more', () => {
    const text = 'https://a.example/ '.repeat(LINK_LIMIT + 5);
    assert.equal(links(text).length, LINK_LIMIT);
    assert.equal(linkify(text).at(-1)?.text, ` ${'https://a.example/ '.repeat(5)}`);
  });

  it('open apart from the page, and tell it to nobody', () => {
    const [before, link, after] = richText('see https://a.example/x, please');
    assert.deepEqual([before, after], ['see ', ', please']);
    assert.ok(typeof link === 'object');
    assert.deepEqual(link.values, ['https://a.example/x', 'https://a.example/x']);
    const markup = link.strings.join('…');
    for (const attribute of ['href=…', 'target="_blank"', 'rel="noopener noreferrer nofollow"']) {
      assert.ok(markup.includes(attribute), attribute);
    }
  });

  it('are mail addresses and telephone numbers when written as such', () => {
    assert.deepEqual(links('mailto:a@b.example tel:+15550100'), ['mailto:a@b.example', 'tel:+15550100']);
  });

  for (const bad of [
    'javascript:alert(1)',
    'JaVaScRiPt://x.example/%0aalert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    'https://bank.example@evil.example/',
    'https://user:pass@evil.example/',
    'https://:pass@evil.example/',
    'https://evil.example/\u202Egpj.exe',
    'http://',
    'blob:https://x.example/1',
  ]) {
    it(`are never ${JSON.stringify(bad)}`, () => {
      assert.deepEqual(links(`x ${bad} y`), []);
      assert.equal(admittedUrl(bad), undefined);
    });
  }

  it('change no character of the text', () => {
    const words = fc.constantFrom(
      'https://a.example/',
      '(www.x.example),',
      'javascript:x',
      'hi',
      '\n',
      ' ',
      ')))',
      'é',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(words, fc.string()), { maxLength: 30 }), (parts) => {
        const text = parts.join('');
        return (
          linkify(text)
            .map((piece) => piece.text)
            .join('') === text
        );
      }),
    );
  });

  it('cost no more than in proportion to the text', () => {
    const time = (text: string): number => {
      const start = performance.now();
      linkify(text);
      return performance.now() - start;
    };
    for (const hostile of ['https://(', 'www.)', '((((', 'https://a.example/))))']) {
      time(hostile.repeat(5_000));
      // Quadratic work on this much would take minutes.
      assert.ok(time(`https://x.example/${hostile.repeat(200_000)}`) < 2_000, hostile);
    }
  });
});
