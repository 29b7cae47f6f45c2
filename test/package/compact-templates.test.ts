import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compactCss, compactHtml } from '../../.ci/tasks/lib/compact-templates.mjs';

describe('templates in a bundle', () => {
  it('lose comments and layout', () => {
    const css = `
      /* why */
      :host([hidden]) ,
      .row > .name {
        margin : 0 4px;
        color: red;
      }
    `;
    assert.equal(compactCss(css), ' :host([hidden]),.row > .name{margin :0 4px;color:red}');
    assert.equal(compactHtml('<p>\n    Hello <b>you</b>\n  </p>'), '<p> Hello <b>you</b> </p>');
  });

  it('keep what separates', () => {
    const css = `.a .b::before { content: ', {x}; '; width: calc(1px + 2px); } @media (width > 3px) and (hover) { a :is(b) { c: d } }`;
    assert.equal(
      compactCss(css),
      `.a .b::before{content:', {x}; ';width:calc(1px + 2px)}@media (width > 3px) and (hover){a :is(b){c:d}}`,
    );
    assert.equal(compactHtml('<b>a</b> <i title="x  y">b</i>'), '<b>a</b> <i title="x  y">b</i>');
  });

  it('keep the space before and after a value', () => {
    assert.equal(compactCss('margin: 0 '), 'margin:0 ');
    assert.equal(compactHtml('<p class="a '), '<p class="a ');
  });
});
