"""How the page of findings looks: on a big screen, a phone and paper, light and dark."""

from __future__ import annotations

from typing import Final

CSS: Final = """\
*, ::before, ::after { box-sizing: border-box; }
:root {
  --ink: #202124; --quiet: #5f6368; --line: #dfe3e8; --page: #f4f6f9; --card: #fff; --accent: #1a56a0;
  --error: #8c3a16; --error-soft: #fbe9e1; --warning: #7a5200; --warning-soft: #fbf1dc; --advice-soft: #eceff3;
  color-scheme: light dark;
}
html {
  background: var(--page); color: var(--ink); font-size: 16px; -webkit-text-size-adjust: 100%;
  text-size-adjust: 100%;
}
body {
  margin: 0 auto; max-width: 1280px; padding: 32px 48px 48px; line-height: 1.7; line-break: strict;
  overflow-wrap: anywhere;
}
h1, h2, h3, p, ul { margin: 0; }
ul { padding: 0; list-style: none; }
a {
  color: inherit; text-decoration: underline; text-decoration-color: var(--quiet);
  text-underline-offset: .2em;
}
a:hover, a:focus-visible { color: var(--accent); text-decoration-color: currentcolor; }
h1 { font-size: 1.7rem; line-height: 1.35; }
.sum { margin-top: 4px; color: var(--quiet); }
article {
  margin-top: 24px; padding: 20px 26px 24px; background: var(--card); border: 1px solid var(--line);
  border-radius: 8px;
}
h2 { font-size: 1.25rem; line-height: 1.45; }
h2 small { margin-left: .8em; color: var(--quiet); font-size: .875rem; font-weight: 400; }
h3 { margin-top: 18px; font-size: 1rem; line-height: 1.5; }
li { display: grid; grid-template-columns: 5.5em 1fr; gap: 0 14px; margin-top: 12px; }
.tag {
  align-self: start; margin-top: .2em; padding: .05em .3em; border: 1px solid transparent; border-radius: 4px;
  font-size: .85rem; text-align: center; background: var(--advice-soft); color: var(--quiet);
}
.error .tag {
  background: var(--error-soft); color: var(--error); border-color: currentcolor; font-weight: 700;
}
.warning .tag { background: var(--warning-soft); color: var(--warning); }
.quiet { color: var(--quiet); font-size: .875rem; }
.quiet span + span::before, .quiet code + span::before { content: " \\00b7  "; white-space: pre; }
code { font-family: ui-monospace, Consolas, monospace; font-size: .8125rem; }
.why { max-width: 62em; }
.known { opacity: .85; }
@media (min-width: 1700px) { html { font-size: 19px; } body { max-width: 1480px; } }
@media (max-width: 720px) {
  html { font-size: 15.5px; }
  body { padding: 18px 14px 28px; }
  h1 { font-size: 1.4rem; }
  article { margin-top: 16px; padding: 14px 16px 18px; }
  h2 small { display: block; margin: 0; }
  li { display: block; margin-top: 14px; }
  .tag { display: inline-block; padding: .05em .7em; margin: 0 0 2px; }
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e6e8eb; --quiet: #a5abb3; --line: #3a3f46; --page: #16181b; --card: #1f2226; --accent: #8ab4f8;
    --error: #ffb59a; --error-soft: #47261a; --warning: #f5cf86; --warning-soft: #3d3116; --advice-soft: #2c3036;
  }
}
@media print {
  @page { size: A4; margin: 14mm; }
  :root {
    --ink: #000; --quiet: #444; --line: #bbb; --page: #fff; --card: #fff; --accent: #000;
    --error: #8c3a16; --error-soft: #fff; --warning: #7a5200; --warning-soft: #fff; --advice-soft: #fff;
    color-scheme: light;
  }
  html { font-size: 10pt; }
  body { max-width: none; padding: 0; }
  article { padding: 10px 0 0; border-width: 1px 0 0; border-radius: 0; }
  h2, h3 { break-after: avoid; }
  li { break-inside: avoid; }
  .tag { border-color: currentcolor; }
}
"""
