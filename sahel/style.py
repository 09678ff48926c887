"""The style sheet that turns Streamlit's page into an atlas plate; every colour comes from the theme."""

from __future__ import annotations

from functools import lru_cache

from sahel import theme as look


@lru_cache(maxsize=2)
def sheet(theme: str) -> str:
    """Return the CSS of the light or dark theme."""
    tokens = look.ground(theme)._asdict()
    variables = "".join(f"--{name.replace('_', '-')}:{colour};" for name, colour in tokens.items())
    juntas = "".join(
        f".rule-{kind}{{background:{look.rule_fill(kind, theme)};color:{look.rule_text(kind, theme)}}}"
        for kind in ("elected", "interim", "one_party", "military")
    )
    return f":root{{{variables}--font:{look.FONT}}}{_SHEET}{juntas}"


_SHEET = """
[data-testid=stHeader]{background:var(--panel);border-bottom:1px solid var(--rule);height:44px;min-height:44px}
[data-testid=stAppDeployButton],[data-testid=stDecoration]{display:none}
[data-testid=stMainBlockContainer]{padding:52px 32px 56px;max-width:1600px}
[data-testid=stMainBlockContainer]>[data-testid=stVerticalBlock]{gap:.55rem}
[data-testid=stTopNavLinkContainer] a{border-radius:0;background:none!important}
[data-testid=stTopNavLink]{padding:6px 2px!important;margin:0 10px;border-radius:0!important;background:none!important;color:var(--ink2)}
[data-testid=stTopNavLink] span{color:inherit!important;font-weight:400}
[data-testid=stTopNavLink][aria-current=page]{box-shadow:inset 0 -2px var(--ink)}
[data-testid=stTopNavLink][aria-current=page] span{color:var(--ink)!important;font-weight:600}
.brand{font-weight:600;font-size:15px;white-space:nowrap}
.st-key-lang{position:fixed;top:7px;right:64px;z-index:999991;width:auto!important}
.st-key-lang button{border:none!important;background:none!important;padding:2px 5px!important;min-height:28px;color:var(--ink2)!important}
.st-key-lang button[aria-checked=true],.st-key-lang button[data-selected]{color:var(--ink)!important;font-weight:600;text-decoration:underline;text-underline-offset:5px}
.st-key-bar{gap:8px 10px!important;row-gap:8px!important;align-items:center}
.st-key-bar p{font-size:14px;margin:0}
.st-key-bar [data-testid=stMarkdownContainer]{margin:0!important}
.st-key-bar>div{align-self:center}
[data-testid=stColumn]:has(.card)>[data-testid=stVerticalBlock],[data-testid=stColumn]:has(.card) [data-testid=stElementContainer],[data-testid=stColumn]:has(.card) .stHtml{height:100%}
.st-key-bar .said p{color:var(--ink2)}
.st-key-bar [data-testid=stButtonGroup] [role]{gap:8px}
button[data-variant=pills]{border-radius:4px;min-height:30px;padding:2px 10px;border:1px solid var(--rule);background:none;color:var(--ink3);border-style:dashed}
button[data-variant=pills][data-selected]{background:var(--panel)!important;border:1px solid var(--ink3);color:var(--ink)}
button[data-variant=pills]:not([data-selected]) p{text-decoration:line-through;text-decoration-thickness:1px}
button[data-variant=pills] img{height:13px;width:13px;max-height:13px;vertical-align:-2px;margin-right:3px}
.st-key-bar [data-testid=stDateInput]>div>div{border:1px solid var(--ink);border-radius:4px;background:var(--panel);min-height:32px}
.st-key-bar [data-testid=stButton] button{min-height:32px;padding:0 8px}
button:focus-visible,a:focus-visible,[tabindex]:focus-visible{outline:2px solid var(--ink)!important;outline-offset:2px!important}
h1.finding{font-size:26px!important;font-weight:600;line-height:1.2;margin:6px 0 2px;padding:0;letter-spacing:0}
.subtitle{font-size:14.5px;color:var(--ink2);margin:0 0 6px}
.footer{border-top:1px solid var(--rule);margin-top:14px;padding-top:8px;font-size:12px;color:var(--ink2);overflow-wrap:anywhere}
.footer a,.sources a,.refs a{color:inherit}
.refs{font-size:11.5px;vertical-align:super;line-height:0;margin-left:2px}
.refs a{text-decoration:none;padding:0 1.5px}
.sources{font-size:13px;color:var(--ink);margin:0;padding-left:28px;columns:2 420px;column-gap:32px}
.sources li{break-inside:avoid;margin:0 0 4px;overflow-wrap:anywhere}
.sources .kind{color:var(--ink2)}
.nothing{padding:28px 0;font-size:15px;color:var(--ink2)}
.card{border:1px solid var(--rule);border-radius:4px;background:var(--panel);height:100%;overflow:hidden}
.card h2{font-size:19px!important;font-weight:600;margin:0;padding:9px 14px}
.card .rule{padding:4px 14px 5px;font-size:13.5px;font-weight:600;border-top:1px solid var(--rule);border-bottom:1px solid var(--rule)}
.card .body{padding:9px 14px 12px}
.card .leader{font-size:15px;font-weight:600}
.card .how{color:var(--ink2);font-size:13px;padding-bottom:8px;border-bottom:1px solid var(--rule)}
.force{display:grid;grid-template-columns:26px 1fr auto;column-gap:4px;padding:8px 0;border-bottom:1px solid var(--grid);font-size:14px;line-height:1.35}
.force>img{width:22px;height:22px;margin-top:-1px}
.force .name{font-weight:600}
.force .figure{font-weight:600;text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.force .figure.none{font-weight:400;font-style:italic;color:var(--ink2)}
.force .where,.force .who{grid-column:2/4;font-size:13px}
.force .where{color:var(--ink)}
.force .who{font-size:12px;color:var(--ink2);display:grid;grid-template-columns:92px 1fr;column-gap:10px;align-items:start;padding-top:3px}
.force .who img{width:92px;height:14px;margin-top:2px}
.force .who.plain{display:block}
.force.gone .name{font-weight:400;color:var(--ink2)}
.lacks{font-size:12.5px;font-style:italic;color:var(--ink2);padding-top:8px}
.doubts{padding:7px 0;border-bottom:1px solid var(--grid)}
.doubt{display:grid;grid-template-columns:26px 1fr;font-size:12.5px;color:var(--ink2);padding-top:3px}
.doubt img{width:18px;height:18px;margin:0 0 0 2px}
.opened{border:1px solid var(--ink);border-radius:4px;background:var(--panel);padding:10px 16px;font-size:14px}
.opened h2{font-size:16px!important;font-weight:600;margin:0 0 4px;padding:0}
.opened ul{margin:0;padding-left:18px}
.sites img{width:18px;height:18px;margin:0;vertical-align:-4px;display:inline}
table.plain{border-collapse:collapse;width:100%;font-size:13.5px;font-variant-numeric:tabular-nums}
table.plain th{text-align:left;font-weight:600;padding:5px 8px 5px 0;border-bottom:1px solid var(--ink3);background:none;color:var(--ink)}
table.plain td{padding:5px 8px 5px 0;border-bottom:1px solid var(--grid);border-top:none;vertical-align:top;color:var(--ink)}
table.plain .n{text-align:right}
table.plain .soft{color:var(--ink2);font-style:italic}
table.plain .odd{background:var(--sunken)}
.scroll{overflow-x:auto}
h2.part{font-size:15px!important;font-weight:600;margin:8px 0 4px;padding:0 0 5px}
h2.part.lined{border-bottom:1px solid var(--rule)}
[data-testid=stMain] ul.changes,[data-testid=stMain] ul.signs{padding:0;margin:0}
.changes{list-style:none;margin:0;padding:0;font-size:13.5px}
.changes li{display:grid;grid-template-columns:24px 1fr;padding:5px 0;margin:0}
.changes img{width:20px;height:20px;margin:0}
.changes b{font-weight:600}
.changes .of{color:var(--ink2);grid-column:2}
.signs{list-style:none;margin:0;padding:0;font-size:13px}
.signs li{display:inline-flex;align-items:center;gap:6px;margin:0 16px 5px 0;padding:0}
.signs img{margin:0;max-width:none}
.signs.tall li{display:flex;margin:0 0 3px}
.soft{color:var(--ink2);font-size:12.5px}
.bignum{font-size:34px;font-weight:600;line-height:1.1;font-variant-numeric:tabular-nums}
.prose{max-width:680px;font-size:15px;line-height:1.5}
.prose h2{font-size:19px!important;font-weight:600;margin:18px 0 6px;padding:0}
.prose p,.prose li{margin:0 0 8px}
@media (max-width:760px){
[data-testid=stMainBlockContainer]{padding:52px 16px 56px}
h1.finding{font-size:20.5px!important}
.footer,.force .who{font-size:12px}
.st-key-lang{right:52px}
button[data-variant=pills]{min-height:36px}
}
@media print{[data-testid=stHeader],.st-key-bar,.st-key-lang,[data-testid=stExpander] summary{display:none!important}}
"""
