/** parse_mode=HTML, read strictly. */

import { describe, expect, it } from 'vitest'
import { parseHtml } from './entities.ts'

describe('HTML', () => {
  it.each([
    ['<b>tebal <i>miring</i></b> a &lt; b &#38; &#x26; &quot;c&quot;', 'tebal miring a < b & & "c"'],
    ['<a href="https://a.go.id/?x=1&amp;y=2">taut</a>', 'taut'],
    ['<span class="tg-spoiler">a</span><tg-spoiler>b</tg-spoiler>', 'ab'],
    ['<blockquote expandable>kutip</blockquote>', 'kutip'],
    ['<pre><code class="language-ts">x</code></pre>', 'x'],
    ['  \n<u>rapi</u> <s>x</s><tg-emoji emoji-id="5368">👍</tg-emoji>\n ', 'rapi x👍'],
  ])('reads %s', (markup, plain) => expect(parseHtml(markup).plain).toBe(plain))

  it('counts entities in UTF-16 after trimming', () => {
    expect(parseHtml(' 👍 <b>ya</b> ').entities).toEqual([{ type: 'bold', offset: 3, length: 2 }])
    expect(parseHtml('<pre><code class="language-ts">x</code></pre>').entities).toMatchObject([
      { type: 'pre', language: 'ts', length: 1 },
    ])
  })

  it.each([
    ['a < b', 'unescaped or malformed "<"'],
    ['a > b', 'unescaped ">"'],
    ['Tom & Jerry', 'bare "&"'],
    ['&nbsp;', 'bare "&"'],
    ['<b>x', 'end tag corresponding to start tag "b"'],
    ['x</b>', 'unexpected end tag'],
    ['<b><i>x</b></i>', 'expected "</i>", found "</b>"'],
    ['<p>x</p>', 'unsupported start tag "p"'],
    ['a<br/>b', 'malformed "<"'],
    ['<span class="merah">x</span>', 'must have class "tg-spoiler"'],
    ['<b style="x">x</b>', 'no attribute "style"'],
    ['<a>x</a>', 'without href'],
    ['<a href="https://a.id?x=1&y=2">x</a>', 'bare "&" in the attribute'],
    ['<a href="javascript:alert(1)">x</a>', 'not http(s)'],
    ['<a href="http://localhost/x">x</a>', 'without a dot'],
    ['<code><b>x</b></code>', 'within code or pre'],
    ['<blockquote><blockquote>x</blockquote></blockquote>', 'nested in itself'],
  ])('refuses %s', (markup, complaint) => expect(() => parseHtml(markup)).toThrow(complaint))
})
