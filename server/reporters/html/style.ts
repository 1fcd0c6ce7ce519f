/** The style sheet of the HTML report: screen in light and dark, narrow and wide, and A4 paper. */
export const style = `
:root{color-scheme:light dark;--ink:#1c2430;--soft:#566072;--paper:#fff;--page:#f4f5f7;--line:#d5dae1;--accent:#1f4e8c;
--met:#1a6b3c;--met-bg:#e5f3ea;--weak:#7a4d00;--weak-bg:#fdf1d8;--missing:#a11b1b;--missing-bg:#fbe6e5;--unread:#5b3a8c;--unread-bg:#efe8f8;--na:#566072;--na-bg:#eceef1;--quote:#f7f8fa}
@media (prefers-color-scheme:dark){:root{--ink:#e6e9ee;--soft:#a6afbd;--paper:#1b2029;--page:#12161c;--line:#353d4a;--accent:#8fb8f0;
--met:#8fd6a9;--met-bg:#173324;--weak:#f0c56b;--weak-bg:#3a2c0c;--missing:#f59a94;--missing-bg:#431c1b;--unread:#c9aef0;--unread-bg:#2e2342;--na:#a6afbd;--na-bg:#2a303a;--quote:#222834}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.65 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",sans-serif;overflow-wrap:anywhere}
:lang(ja){font-family:"Hiragino Sans","Hiragino Kaku Gothic ProN","Yu Gothic Medium","Yu Gothic","Noto Sans JP","Noto Sans CJK JP","Meiryo",sans-serif;line-height:1.8;line-break:strict;text-spacing-trim:trim-start}
h1:lang(ja),h2:lang(ja),h3:lang(ja),h4:lang(ja){word-break:auto-phrase}
:lang(en){font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",sans-serif}
.skip{position:absolute;left:-999px}.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem 1rem;z-index:1}
header,main,footer{max-width:68rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:1.75rem}
h1{font-size:1.7rem;line-height:1.35;margin:0 0 .75rem}
h2{font-size:1.3rem;line-height:1.4;margin:2.5rem 0 .9rem;padding-bottom:.3rem;border-bottom:2px solid var(--line)}
h3{font-size:1.05rem;margin:1.6rem 0 .6rem}
h4{font-size:.95rem;margin:1rem 0 .25rem;color:var(--soft);font-weight:600}
p{margin:.4rem 0}
a{color:var(--accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.facts{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1rem;margin:0;font-size:.94rem}
.facts dt{color:var(--soft)}.facts dd{margin:0}
.counts{display:flex;flex-wrap:wrap;gap:.6rem;list-style:none;margin:1.1rem 0 0;padding:0}
.counts li{background:var(--paper);border:1px solid var(--line);border-radius:.5rem;padding:.45rem .9rem;min-width:7.5rem}
.counts b{display:block;font-size:1.5rem;line-height:1.2}
.note{color:var(--soft);font-size:.88rem}
nav ul{display:flex;flex-wrap:wrap;gap:.3rem 1.2rem;list-style:none;padding:0;margin:1rem 0 0;font-size:.92rem}
.mark{display:inline-block;white-space:nowrap;border-radius:.3rem;padding:0 .5em;font-size:.86rem;font-weight:600;line-height:1.7}
.met{color:var(--met);background:var(--met-bg)}.weak{color:var(--weak);background:var(--weak-bg)}.missing{color:var(--missing);background:var(--missing-bg)}
.unread{color:var(--unread);background:var(--unread-bg)}.na{color:var(--na);background:var(--na-bg)}
.tilt{border:1px solid currentcolor;background:none;color:var(--ink)}
.links{background:var(--paper);border-left:4px solid var(--missing);padding:.6rem 1rem;margin:1rem 0}
table{border-collapse:collapse;width:100%;background:var(--paper);font-size:.93rem}
th,td{border:1px solid var(--line);padding:.5rem .7rem;text-align:left;vertical-align:top}
thead th{background:var(--quote);font-weight:600}
tbody th{font-weight:600;min-width:8rem}
.elements{list-style:none;margin:.15rem 0 .5rem;padding:0}
.elements li{padding-left:1.6em;text-indent:-1.6em}
.elements li::before{content:none}
.symbol{display:inline-block;width:1.6em;text-indent:0;text-align:center;font-weight:700}
.symbol.met,.symbol.missing{background:none}
.card{background:var(--paper);border:1px solid var(--line);border-radius:.5rem;margin:.8rem 0;padding:.9rem 1.1rem}
.card h3{margin:0 0 .35rem}
.marks{display:flex;flex-wrap:wrap;gap:.4rem;margin:0 0 .5rem}
blockquote{margin:.35rem 0;padding:.4rem .8rem;background:var(--quote);border-left:3px solid var(--line);font-size:.94rem}
blockquote cite{display:block;font-style:normal;font-weight:600;font-size:.85rem;color:var(--soft)}
.what{font-size:.88rem;color:var(--soft);margin:.6rem 0 0}
details{margin:.5rem 0 0}summary{cursor:pointer;color:var(--accent);font-size:.94rem}
.clause{white-space:pre-wrap;background:var(--quote);padding:.6rem .9rem;margin:.3rem 0;font-size:.94rem;border-radius:.3rem}
.tree{list-style:none;padding:0;margin:0;background:var(--paper);border:1px solid var(--line);border-radius:.5rem}
.tree li{display:grid;grid-template-columns:minmax(10rem,2fr) 3fr;gap:.2rem 1rem;padding:.35rem .9rem;border-bottom:1px solid var(--line)}
.tree li:last-child{border:0}
.tree .points{display:flex;flex-wrap:wrap;gap:.3rem}
.tree .points a{text-decoration:none}
.none{color:var(--soft);font-size:.86rem}
footer{padding-bottom:3rem}
@media (max-width:40rem){body{font-size:15px}.facts{grid-template-columns:1fr;gap:0}.facts dd{margin-bottom:.5rem}.tree li{grid-template-columns:1fr}
table,tbody,tr,td,tbody th{display:block;width:100%}thead{display:none}tr{border:1px solid var(--line);margin-bottom:.7rem}td,tbody th{border:0;padding:.25rem .7rem}.counts li{min-width:5.5rem;padding:.3rem .6rem}}
@media print{@page{size:A4;margin:16mm 15mm}:root{color-scheme:light;--ink:#000;--soft:#444;--paper:#fff;--page:#fff;--line:#bbb;--accent:#000;
--met:#0b5128;--met-bg:#fff;--weak:#5c3900;--weak-bg:#fff;--missing:#8a1010;--missing-bg:#fff;--unread:#432270;--unread-bg:#fff;--na:#444;--na-bg:#fff;--quote:#fff}
html{font-size:8.5pt}body{font-size:1rem;line-height:1.5}.card{padding:.5rem .8rem;margin:.5rem 0}header,main,footer{max-width:none;padding:0}nav,.skip{display:none}.mark{border:1px solid currentcolor}
details:not([open]){display:none}details>summary{list-style:none;color:var(--soft)}h2,h3,h4,summary,.marks{break-after:avoid}blockquote,.elements li{break-inside:avoid}th,td{padding:.25rem .5rem}a{text-decoration:none;color:inherit}}
`;
