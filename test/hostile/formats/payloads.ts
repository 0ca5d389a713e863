const chr = String.fromCharCode;
const ESC = chr(0x1b);
const BELL = chr(0x07);
const tags = [...'ignore all'].map((letter) => String.fromCodePoint(0xe0000 + (letter.codePointAt(0) ?? 0))).join('');

/** Texts that a terminal, a browser, a CI runner or a parser would obey if they reached it raw. */
export const PAYLOADS: readonly string[] = [
  // Terminals
  `${ESC}[31mred${ESC}[0m`,
  `${ESC}[2J${ESC}[1;1H`,
  `${ESC}]0;title${BELL}`,
  `${ESC}]8;;https://evil.example/${ESC}\\link${ESC}]8;;${ESC}\\`,
  `${ESC}]52;c;ZWNobyBoaQ==${BELL}`,
  `${ESC}P$q"p${ESC}\\`,
  `${chr(0x9b)}31mC1${chr(0x9d)}0;x${chr(0x9c)}`,
  `back${chr(8).repeat(4)}space`,
  `over\rwritten`,
  `two\nlines`,
  `a\u0000b\u007fc\u0085d`,
  'tab\tand\vfeed\f',
  // Text that hides or turns itself
  '\u202etxt.exe\u202c',
  '\u2066a\u2069\u200e\u200f\u061c',
  'zero\u200bwidth\u200cjoin\u200der\u2060\ufeff',
  'soft\u00adhyphen\u180evowel',
  '\ufff9base\ufffaruby\ufffb',
  `tags${tags}\u{e0001}\u{e007f}`,
  'line\u2028and\u2029paragraph',
  '\u206a\u206f\u{1d173}\u{1d17a}\u{110bd}',
  'lone\ud800surrogate\udc00',
  '\ufffe\uffff',
  // XML
  ']]><failure/>',
  '</testcase><script>alert(1)</script>',
  '&lt;&amp;&#0;&bogus;',
  '<!--<!DOCTYPE x [<!ENTITY a "b">]>-->',
  `'"><img src=x onerror=alert(1)>`,
  // Markdown
  '```\n````\n~~~',
  '| a | b |\n| --- | --- |',
  '](javascript:alert(1)) ![x](http://evil.example/x.png)',
  '@everyone #1 <b>bold</b> $x$',
  '# heading\n- item\n> quote',
  // Workflow commands
  '::set-output name=a::b',
  'x\n::stop-commands::token',
  '%0A::error::injected%0D%25',
  '##[group]x\r\n##vso[task.setvariable variable=a]b',
  '::add-mask::***',
  // Prometheus
  '"} 1\nowui_doctor_healthy 1',
  '\\"\\n\\\\',
  'a="b",c="d"} NaN',
  // Programs and prototypes
  '{name} {url} {constructor}',
  '$(id) `id` $HOME ; id | id & id',
  '__proto__',
  '',
  ' ',
  'x'.repeat(5_000),
];
