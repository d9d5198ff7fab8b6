// The panel's looks, in the widget's own shadow tree, so that neither side's styles reach the other. Every colour is
// a variable that the page may set as --winback-NAME, and for the dark as --winback-dark-NAME; docs/WIDGET.md lists them.

const LIGHT = `--accent-ink:var(--winback-accent-ink,var(--accent));
--ink:var(--winback-ink,#1b2624);--soft:var(--winback-soft,#566562);--line:var(--winback-line,#dde5e3);
--paper:var(--winback-paper,#fff);--back:var(--winback-back,#f3f6f5);--bad:#9d2a20;--bad-back:#fbeae8;
--edge:transparent;color:var(--ink);color-scheme:light;`

const DARK = `--accent:var(--winback-dark-accent,var(--winback-accent,#17695f));
--accent-ink:var(--winback-dark-accent-ink,color-mix(in oklab,var(--accent) 48%,#fff));
--ink:var(--winback-dark-ink,#e8efed);--soft:var(--winback-dark-soft,#a9b8b4);--line:var(--winback-dark-line,#394845);
--paper:var(--winback-dark-paper,#222d2b);--back:var(--winback-dark-back,#161e1d);--bad:#ffb4ab;--bad-back:#47221e;
--shade:#0009;--edge:#3b4a47;color-scheme:dark;`

const STYLE = `
:host{${LIGHT}--r:var(--winback-radius,18px);
font:15px/1.45 var(--winback-font,system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif)}
*{font:inherit;color:inherit}
:host([data-theme=dark]){${DARK}}
@media (prefers-color-scheme:dark){:host(:not([data-theme=light])){${DARK}}}
:focus-visible{outline-color:var(--accent-ink)}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.rows{display:contents}
.bubble:hover svg{transform:scale(1.08)}
.badge{position:absolute;top:-3px;right:-3px;min-width:22px;padding:0 6px;border-radius:11px;background:#c8352b;color:#fff;
font-size:13px;font-weight:700;line-height:22px;text-align:center;box-shadow:0 0 0 2px var(--paper)}

.tease{position:absolute;bottom:calc(100% + 14px);right:0;width:max-content;max-width:min(312px,calc(100vw - 2*var(--x)))}
:host([data-position=left]) .tease{right:auto;left:0}
.peek{display:flex;align-items:flex-start;background:var(--paper);color:var(--ink);border-radius:var(--r) var(--r) 6px var(--r);
border:1px solid var(--edge);box-shadow:0 2px 6px var(--shade),0 12px 36px var(--shade)}
:host([data-position=left]) .peek{border-radius:var(--r) var(--r) var(--r) 6px}
.reply{flex:1;min-width:0;padding:14px 0 14px 16px;text-align:left;border-radius:inherit}
.reply strong{display:block;font-size:13px;font-weight:650;color:var(--accent-ink);margin-bottom:2px}
.reply>span:not(.pictures){display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:4;overflow:hidden;overflow-wrap:anywhere}
.pictures{display:flex;gap:8px;margin-top:10px}
.hide{flex:none;width:44px;height:44px;display:grid;place-items:center;color:var(--soft);border-radius:22px}
.hide:hover{color:var(--ink)}
.hide svg,.x svg,.down svg{width:20px;fill:none;stroke:currentColor;stroke-width:2.1;stroke-linecap:round;stroke-linejoin:round}
.hide svg{width:17px}

.panel{position:fixed;right:calc(var(--x) + env(safe-area-inset-right));bottom:calc(var(--winback-offset-y,20px) + env(safe-area-inset-bottom));
width:392px;height:min(700px,calc(100dvh - 2*var(--winback-offset-y,20px)));display:flex;flex-direction:column;background:var(--back);
border-radius:calc(var(--r) + 4px);overflow:hidden;border:1px solid var(--edge);box-shadow:0 4px 12px var(--shade),0 20px 60px var(--shade);outline:0}
:host([data-position=left]) .panel{right:auto;left:calc(var(--x) + env(safe-area-inset-left))}
header{display:flex;align-items:center;gap:12px;padding:14px 10px 14px 20px;background:var(--accent);color:var(--on-accent)}
header>div{flex:1;min-width:0}
h2{font-weight:650;font-size:17px;line-height:1.3;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.status{font-size:13px;display:flex;align-items:center;gap:7px}
.status::before{content:"";flex:none;box-sizing:border-box;width:9px;height:9px;border-radius:50%;border:1.5px solid currentColor}
.status[data-calm]::before{background:#7ee2a8;border-color:#7ee2a8}
.x{flex:none;width:44px;height:44px;border-radius:22px;display:grid;place-items:center}
.x:hover{background:#ffffff24}
header :focus-visible{outline-color:var(--on-accent);outline-offset:-3px}

.talk{flex:1;min-height:0;position:relative;display:flex}
.log{flex:1;overflow-y:auto;overscroll-behavior:contain;position:relative;padding:18px 16px;display:flex;flex-direction:column;gap:8px;
scrollbar-width:thin;scrollbar-color:var(--line) transparent}
.log:focus-visible{outline-offset:-3px}
.log>:first-child,.rows>:first-child{margin-top:auto}
.earlier{align-self:center;min-height:36px;padding:6px 16px;border-radius:18px;color:var(--accent-ink);font-size:13px;font-weight:600}
.earlier:hover{text-decoration:underline}
.stamp{align-self:center;color:var(--soft);font-size:12.5px;margin:8px 0 2px}
.line{max-width:84%;padding:10px 14px;border-radius:6px var(--r) var(--r) var(--r);background:var(--paper);color:var(--ink);
align-self:flex-start;white-space:pre-wrap;overflow-wrap:anywhere;border:1px solid var(--edge);box-shadow:0 1px 2px var(--shade)}
.line a{color:var(--accent-ink);text-decoration:underline}
.line.shopper{align-self:flex-end;background:var(--accent);color:var(--on-accent);border-color:transparent;
border-radius:var(--r) var(--r) 6px var(--r);text-align:left}
.line.pending{background:color-mix(in oklab,var(--accent) 82%,var(--paper))}
.line.failed{background:var(--bad-back);color:var(--bad);border:1px solid var(--bad)}
.line.failed small{display:block;font-size:12.5px;font-weight:600;margin-top:3px;text-decoration:underline}
.by{display:block;font-size:12.5px;font-weight:650;color:var(--accent-ink);margin-bottom:1px}
.typing{align-self:flex-start;display:flex;gap:5px;padding:14px 15px;border-radius:6px var(--r) var(--r) var(--r);background:var(--paper)}
.typing i{width:7px;height:7px;border-radius:4px;background:var(--soft);opacity:.55}
.go-on{display:flex;flex-wrap:wrap;gap:7px;padding:8px 14px}
.go-on[hidden],.tell-me[hidden]{display:none}
.tell-me{margin:0 14px 8px;padding:6px 14px;min-height:36px;border:0;border-radius:22px;background:none;font:inherit;font-size:14.5px;text-align:start;color:var(--accent-ink);text-decoration:underline;cursor:pointer}
.go-on a{display:inline-flex;align-items:center;min-height:36px;padding:4px 14px;border-radius:22px;font-size:14.5px;color:var(--accent-ink);border:1.5px dashed var(--accent-ink);text-decoration:none}
.go-on a:hover{background:var(--accent);border-color:var(--accent);color:var(--on-accent)}
.choices{display:flex;flex-wrap:wrap;gap:7px;padding-top:4px}
.choices:empty{display:none}
.choices button{min-height:36px;padding:6px 14px;border-radius:22px;font-size:14.5px;border:1.5px solid var(--accent-ink);color:var(--accent-ink);
background:var(--paper);font-weight:600;text-align:left;line-height:1.3;overflow-wrap:anywhere}
.choices button:hover{background:var(--accent);border-color:var(--accent);color:var(--on-accent)}
.down{position:absolute;bottom:12px;right:14px;width:44px;height:44px;border-radius:22px;background:var(--paper);
color:var(--accent-ink);border:1px solid var(--line);display:grid;place-items:center;box-shadow:0 4px 14px var(--shade)}

.code{align-self:stretch;background:var(--paper);border:1.5px dashed var(--accent-ink);border-radius:var(--r);padding:16px;
text-align:center;color:var(--ink)}
.code small{display:block;color:var(--soft);font-size:13px}
.code b{display:block;margin:8px 0 6px;font:700 26px/1.25 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;
letter-spacing:.01em;user-select:all;overflow-wrap:anywhere;color:var(--accent-ink)}
.terms{font-weight:550;text-wrap:balance}
.till{margin-top:10px;color:var(--ink);font-size:14px}
.left{font-weight:700;font-variant-numeric:tabular-nums}
.acts{display:flex;flex-wrap:wrap;gap:8px;margin-top:14px}
.acts button{flex:1 1 130px;min-height:44px;padding:8px 14px;border-radius:13px;font-weight:650;display:flex;align-items:center;
justify-content:center;gap:8px;line-height:1.25}
.acts svg{width:18px;fill:none;stroke:currentColor;stroke-width:1.8}
.copy{background:var(--accent);color:var(--on-accent)}
.use{display:none!important;background:var(--accent);color:var(--on-accent)}
:host([data-apply]) .use{display:flex!important}
:host([data-apply]) .copy{background:none;color:var(--accent-ink);box-shadow:inset 0 0 0 1.5px var(--accent-ink)}
.acts button:hover{filter:brightness(1.08)}
.acts [aria-busy=true]{opacity:.6}
.outcome{margin-top:10px;font-size:14px;font-weight:600;color:var(--accent-ink)}
.code[data-state]:not([data-state=issued]){border-color:var(--line);border-style:solid}
.code[data-state]:not([data-state=issued]) b{color:var(--soft);text-decoration:line-through;font-size:20px}
.over{color:var(--soft);font-weight:600}

.goods{align-self:stretch;background:var(--paper);border-radius:var(--r);border:1px solid var(--line);padding:4px 12px}
.goods ul{list-style:none;padding:0}
.goods li{display:flex;align-items:center;gap:12px;padding:7px 0}
.goods li+li,.rest{border-top:1px solid var(--line)}
.goods img,.tile,.pictures>*{flex:none;width:46px;height:46px;border-radius:11px;object-fit:cover;background:var(--back)}
.tile{display:grid;place-items:center;font-size:20px;font-weight:650;color:var(--accent-ink);
background:color-mix(in oklab,var(--accent) 14%,var(--paper))}
.pictures>*{width:44px;height:44px}
.title{flex:1;min-width:0;line-height:1.3;overflow-wrap:anywhere;display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow:hidden}
a.title{color:inherit;text-decoration:none}
a.title:hover{text-decoration:underline;color:var(--accent-ink)}
.sum{flex:none;font-weight:600;font-variant-numeric:tabular-nums;text-align:right}
.pieces{display:block;font-size:13px;font-weight:400;color:var(--soft)}
.rest{padding:9px 0;color:var(--soft);font-size:14px}

form{display:flex;gap:8px;padding:10px 12px;border-top:1px solid var(--line);align-items:flex-end;background:var(--paper)}
textarea{flex:1;min-width:0;min-height:44px;resize:none;border:1.5px solid var(--line);border-radius:22px;padding:10px 16px;max-height:132px;
background:var(--back);color:var(--ink);line-height:1.4;scrollbar-width:thin}
textarea:focus{border-color:var(--accent-ink);outline:0;box-shadow:0 0 0 1px var(--accent-ink)}
textarea::placeholder{color:var(--soft);opacity:1}
.send{width:44px;height:44px;border-radius:22px;color:var(--soft);display:grid;place-items:center;flex:none}
.send[data-ready]{background:var(--accent);color:var(--on-accent)}
.send svg{width:20px;fill:currentColor}

@media (max-width:480px),(max-height:430px){
.panel{inset:0 0 auto 0!important;width:auto;height:100dvh;border-radius:0;border:0}
header{padding-top:calc(8px + env(safe-area-inset-top));padding-bottom:8px;padding-left:calc(16px + env(safe-area-inset-left))}
form{padding-bottom:calc(10px + env(safe-area-inset-bottom))}
textarea{font-size:16px}
.log{padding:14px 12px}
.code{padding:16px 12px}
.code b{font-size:clamp(18px,7vw,26px)}}
@media (pointer:coarse){.choices button,.go-on a,.earlier{min-height:44px}}
@media (prefers-reduced-motion:no-preference){
.panel,.peek{animation:rise .2s cubic-bezier(.2,.8,.3,1)}
[data-fresh]{animation:come .18s ease-out}
.choices button,.acts button,.send{transition:background-color .12s,color .12s}
.typing i{animation:blink 1.2s infinite both}.typing i:nth-child(2){animation-delay:.2s}.typing i:nth-child(3){animation-delay:.4s}}
@keyframes rise{from{opacity:0;transform:translateY(12px)}}
@keyframes come{from{opacity:0}}
@keyframes blink{40%{opacity:1}}
@media (forced-colors:active){.panel,.peek,.line,.choices button,.acts button,.send{border:1px solid}}
`

export const addStyle = (root: ShadowRoot): void => {
  const style = new CSSStyleSheet()
  style.replaceSync(STYLE)
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, style]
}
