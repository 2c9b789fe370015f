/** The one style sheet of the pages. */
export const STYLE = `
:root { color-scheme: light dark; --line: #8886; --soft: #8882; --link: #0969da; }
@media (prefers-color-scheme: dark) { :root { --link: #58a6ff; } }
* { box-sizing: border-box; }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem; }
a { color: var(--link); text-decoration: none; }
a:hover { text-decoration: underline; }
nav { display: flex; flex-wrap: wrap; gap: 1rem; border-bottom: 1px solid var(--line); padding-bottom: .5rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; }
table { border-collapse: collapse; width: 100%; }
td, th { border-bottom: 1px solid var(--line); padding: .3rem .5rem; text-align: left; vertical-align: top; }
pre { background: var(--soft); padding: .8rem; overflow-x: auto; border-radius: 6px; font-size: 13px; }
code { font-family: ui-monospace, monospace; background: var(--soft); padding: 0 .2em; border-radius: 4px; }
pre code { background: none; padding: 0; }
.card { border: 1px solid var(--line); border-radius: 6px; margin: 1rem 0; }
.card > header { background: var(--soft); padding: .4rem .8rem; }
.card > div { padding: .2rem .8rem; overflow-wrap: anywhere; }
.tag { border: 1px solid var(--line); border-radius: 1em; padding: 0 .6em; font-size: 12px; }
.soft { opacity: .7; font-size: 13px; }
`;
