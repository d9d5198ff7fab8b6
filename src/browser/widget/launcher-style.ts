// The bubble's looks and its place on the page. Whatever only the panel needs stands in panel/style.ts.

export const LAUNCHER_STYLE = `
:host{all:initial;--accent:var(--winback-accent,#14655c);--on-accent:var(--winback-on-accent,#fff);--shade:#0b2b2829;
--x:var(--winback-offset-x,20px);position:fixed;z-index:var(--winback-z,2147483000);
bottom:calc(var(--winback-offset-y,20px) + env(safe-area-inset-bottom));right:calc(var(--x) + env(safe-area-inset-right))}
:host([data-position=left]){right:auto;left:calc(var(--x) + env(safe-area-inset-left))}
@media print{:host{display:none}}
*{box-sizing:border-box;margin:0}
button{cursor:pointer;border:0;background:none;padding:0;touch-action:manipulation}
:focus-visible{outline:3px solid var(--accent);outline-offset:3px}
[hidden]{display:none!important}
.bubble{width:60px;height:60px;border-radius:30px;background:var(--accent);color:var(--on-accent);display:grid;
place-items:center;box-shadow:0 2px 6px var(--shade),0 10px 28px var(--shade);position:relative}
.bubble svg{width:34px;fill:currentColor}
.bubble[aria-busy] svg{opacity:.5}
@media (forced-colors:active){.bubble{border:2px solid}}`
