// The widget's looks. In its own shadow tree, so that neither side's styles reach the other.

export const STYLE = `
:host { all: initial; --accent: var(--winback-accent, #14655c); --ink: #1c2826; --soft: #63716e; --line: #e2e8e6;
  --paper: #fff; --back: #f5f8f7; position: fixed; z-index: 2147483000; inset: auto 20px 20px auto;
  font: 15px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; color: var(--ink); }
* { box-sizing: border-box; font: inherit; color: inherit; margin: 0; }
button { cursor: pointer; border: 0; background: none; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
[hidden] { display: none !important; }
.rows { display: contents; }
.bubble { width: 60px; height: 60px; border-radius: 30px; background: var(--accent); color: #fff; display: grid;
  place-items: center; box-shadow: 0 8px 24px #0b2b2840; transition: transform .15s; position: relative; margin-left: auto; }
.bubble:hover { transform: translateY(-2px); }
.bubble svg { width: 28px; fill: currentColor; }
.badge { position: absolute; top: -4px; right: -4px; min-width: 22px; height: 22px; padding: 0 6px; border-radius: 11px;
  background: #d6453d; color: #fff; font-size: 13px; font-weight: 700; line-height: 22px; text-align: center; }
.peek { display: block; max-width: 280px; margin: 0 0 12px auto; padding: 12px 14px; background: var(--paper); text-align: left;
  border-radius: 14px 14px 4px 14px; box-shadow: 0 8px 28px #0b2b2833; overflow-wrap: anywhere; }
.panel { position: fixed; right: 20px; bottom: 20px; width: 380px; height: min(620px, calc(100dvh - 40px)); display: flex;
  flex-direction: column; background: var(--paper); border-radius: 18px; overflow: hidden; box-shadow: 0 16px 48px #0b2b2840; }
header { display: flex; align-items: center; gap: 12px; padding: 14px 16px; background: var(--accent); color: #fff; }
header h2 { font-weight: 650; font-size: 16px; }
header p { font-size: 13px; opacity: .85; }
header div { flex: 1; min-width: 0; }
.x { width: 36px; height: 36px; border-radius: 10px; display: grid; place-items: center; }
.x:hover { background: #ffffff26; }
.x svg { width: 20px; fill: none; stroke: currentColor; stroke-width: 2.2; stroke-linecap: round; }
header :focus-visible { outline-color: #fff; }
.log { flex: 1; overflow-y: auto; overscroll-behavior: contain; padding: 16px; background: var(--back); display: flex;
  flex-direction: column; gap: 10px; }
.line { max-width: 86%; padding: 10px 13px; border-radius: 4px 16px 16px 16px; background: var(--paper); align-self: flex-start;
  white-space: pre-wrap; overflow-wrap: anywhere; box-shadow: 0 1px 2px #0b2b2814; }
.line.shopper { align-self: flex-end; background: var(--accent); color: #fff; border-radius: 16px 16px 4px 16px; }
.line.pending { opacity: .65; }
.line.failed { background: #fbe9e7; color: #9b2c22; align-self: flex-end; font-size: 13px; }
.by { display: block; font-size: 12px; font-weight: 650; color: var(--accent); margin-bottom: 2px; }
.code { align-self: stretch; max-width: none; background: var(--paper); border: 1.5px dashed var(--accent); border-radius: 16px;
  padding: 14px; text-align: center; }
.code small { display: block; color: var(--soft); font-size: 13px; }
.code b { display: block; margin: 8px 0; font: 700 20px/1.2 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace;
  letter-spacing: .04em; user-select: all; overflow-wrap: anywhere; }
.code p { font-size: 14px; }
.code button { margin-top: 10px; padding: 8px 16px; border-radius: 10px; background: var(--accent); color: #fff; font-weight: 600; }
.choices { display: flex; flex-wrap: wrap; gap: 8px; }
.choices button { padding: 8px 14px; border-radius: 18px; border: 1.5px solid var(--accent); color: var(--accent);
  background: var(--paper); font-weight: 550; text-align: left; }
.choices button:hover { background: var(--accent); color: #fff; }
form { display: flex; gap: 8px; padding: 10px 12px; border-top: 1px solid var(--line); align-items: flex-end; }
textarea { flex: 1; min-width: 0; resize: none; border: 1.5px solid var(--line); border-radius: 14px; padding: 9px 12px; max-height: 110px;
  background: var(--paper); field-sizing: content; }
textarea::placeholder { color: var(--soft); }
.send { width: 42px; height: 42px; border-radius: 14px; background: var(--accent); color: #fff; display: grid; place-items: center; flex: none; }
.send svg { width: 20px; fill: currentColor; }
@media (max-width: 480px) { .panel { inset: 0; width: auto; height: 100dvh; border-radius: 0; } textarea { font-size: 16px; } }
@media (prefers-reduced-motion: no-preference) { .panel, .peek { animation: rise .18s ease-out; } }
@keyframes rise { from { opacity: 0; transform: translateY(10px); } }
`
