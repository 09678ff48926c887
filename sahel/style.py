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
    shades = "".join(f".heat-{level}{{background:{colour}}}" for level, colour in enumerate(heat(theme), 1))
    return f":root{{{variables}--font:{look.FONT}}}{_SHEET}{PRINTED}{juntas}{shades}"


def heat(theme: str) -> tuple[str, ...]:
    """Return the five stones of a count, pale to full; ink stays readable on each."""
    shares = (0.16, 0.34, 0.54, 0.76, 1.0) if theme == "light" else (0.12, 0.24, 0.36, 0.48, 0.62)
    return tuple(look.mix(look.rule_fill("one_party", theme), look.ground(theme).paper, share) for share in shares)


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
.prose h3{font-size:15px!important;font-weight:600;margin:18px 0 4px;padding:0}
.prose ul{margin:0 0 8px;padding-left:20px}
.prose li{margin:0 0 4px;font-size:inherit}
.prose a{color:inherit}
.prose .scroll{margin:4px 0 10px}
.prose table.plain td:last-child,.prose table.plain th:last-child{padding-right:0}
.forms code,.decades td{white-space:nowrap}
.nothing a{color:inherit}
.st-key-about .prose h2{margin-top:8px}
.prose .mark{white-space:nowrap}
.prose .mark img{width:16px;height:16px;margin:0;vertical-align:-3px;display:inline}
.st-key-find{gap:8px 10px!important}
.st-key-find .react-aria-ComboBox [role=group],.st-key-find [data-testid=stTextInputRootElement]{background:var(--panel);min-height:32px}
.st-key-_id [data-testid=stElementToolbar]{display:none}
.st-key-widen{gap:4px!important}
.st-key-widen p{margin:0}
.st-key-opened{position:relative;border:1px solid var(--ink);border-radius:4px;background:var(--panel);padding:12px 18px!important}
.st-key-_close_id{position:absolute;top:8px;right:14px;width:auto!important}
.record{display:grid;grid-template-columns:minmax(0,1.35fr) minmax(0,1fr);column-gap:40px;font-size:14px;line-height:1.45}
.record section>.soft{margin:0}
.record aside .sources{columns:1}
.record h2{font-size:19px!important;font-weight:600;margin:0 0 6px;padding:0}
.record h3{font-size:14px!important;font-weight:600;margin:0 0 6px;padding:0}
.record aside h3{margin-top:16px}
.record aside h3:first-child{margin-top:24px}
.record dl{display:grid;grid-template-columns:140px minmax(0,1fr);margin:8px 0 0!important;padding:0!important}
.record dt,.record dd{margin:0;padding:4px 0;border-top:1px solid var(--grid)}
.record dt{color:var(--ink2)}
.record a{color:inherit}
.record code,.prose code{font-size:12.5px;background:none;color:var(--ink2);padding:0;overflow-wrap:anywhere}
.record details{margin-top:10px}
.record summary{cursor:pointer;font-weight:600}
.record ul{margin:4px 0 0;padding-left:18px}
@media (max-width:760px){
.forms code{white-space:normal}
.record,.record dl{grid-template-columns:minmax(0,1fr)}
.record dd{border-top:none;padding-top:0}
[data-testid=stMainBlockContainer]{padding:52px 16px 56px}
h1.finding{font-size:20.5px!important}
.footer,.force .who{font-size:12px}
.st-key-lang{right:52px}
button[data-variant=pills]{min-height:36px}
}
.st-key-asked{gap:8px 10px!important;align-items:center}
.st-key-asked p{font-size:14px;margin:0}
.st-key-asked [data-testid=stMarkdownContainer]{margin:0!important}
.st-key-claims_narrow{display:none}
table.claims{table-layout:fixed}
table.claims th:first-child{width:21%}
table.claims th:nth-child(2){width:19%}
table.claims th:nth-child(3){width:30%}
table.claims .n{padding-right:14px}
table.claims td{overflow-wrap:break-word}
table.claims b{font-weight:600}
table.claims .of{font-size:12px;color:var(--ink2)}
table.claims caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
table.claims a{color:inherit;text-underline-offset:3px;text-decoration-color:var(--ink3)}
@media (min-width:1280px){.st-key-numbers [data-testid=stColumn]:first-child{position:sticky;top:56px;align-self:flex-start}}
@media (max-width:1279px){
.st-key-numbers [data-testid=stHorizontalBlock]{flex-wrap:wrap}
.st-key-numbers [data-testid=stColumn]{min-width:100%;flex:1 1 100%}
}
@media (max-width:899px){.st-key-claims_wide{display:none}.st-key-claims_narrow{display:flex}}
.after .top{font-size:13px;color:var(--ink2);padding-top:14px;box-sizing:border-box}
.after .refs{font-size:11px;white-space:nowrap}
.after section{border-top:1px solid var(--rule);padding:8px 0;box-sizing:border-box}
.after section:first-of-type{border-top:none}
.after h2{font-size:19px!important;font-weight:600;margin:0 0 2px;padding:0}
.after .pair{display:flex;gap:22px;margin-bottom:3px}
.after .cap{display:flex;gap:5px;align-items:baseline;font-size:13px}
.after .cap img{margin:0;align-self:center}
table.counts td,table.counts th{padding:6px 6px 6px 8px;vertical-align:top}
table.counts td:first-child,table.counts th:first-child{padding-left:0;position:sticky;left:0;background:var(--paper)}
table.counts .day{font-size:12px;color:var(--ink2);font-weight:400}
table.counts .when{white-space:nowrap}
table.counts .list{min-width:180px;width:17%}
table.counts{min-width:1120px}
table.all .what{min-width:250px}
table.all th:nth-child(n+4){width:11%}
table.all td:first-child,table.all td:nth-child(2){white-space:nowrap}
table.counts .refs,table.reigns .refs{white-space:nowrap}
table.reigns{min-width:1000px}
table.reigns .day{font-size:12px;color:var(--ink2)}
table.reigns td:nth-child(n+4){white-space:nowrap}
.kind[class*=rule-]{padding:1px 7px;white-space:nowrap;border-radius:3px}
.st-key-wide_aligned,.st-key-wide_reigns{overflow-x:auto;overflow-y:hidden}
.st-key-wide_aligned>[data-testid=stElementContainer]{min-width:900px}
.st-key-wide_reigns>[data-testid=stElementContainer]{min-width:1100px}
@media (max-width:1100px){
.st-key-aftermath [data-testid=stHorizontalBlock]{flex-wrap:wrap}
.st-key-aftermath [data-testid=stColumn]{min-width:100%;flex:1 1 100%}
.after{display:grid;grid-template-columns:repeat(auto-fit,minmax(250px,1fr));gap:0 20px}
.after .top{grid-column:1/-1;height:auto!important;padding:0}
.after section,.after section:first-of-type{min-height:0!important;border-top:1px solid var(--rule)}
}
@media (max-width:760px){
table.counts .list{min-width:118px;max-width:118px}
table.counts .list .day{display:none}
}
table.lags td,table.lags th{min-width:92px}
table.blocs{min-width:1100px}
table.blocs td:nth-child(4){min-width:190px}
table.blocs td:nth-child(5){min-width:280px}
table.blocs .refs{white-space:nowrap}
ul.plainly{margin:0 0 6px;padding-left:20px;font-size:14px}
ul.plainly li{margin:0 0 3px}
.uncovered{background:repeating-linear-gradient(135deg,var(--sunken) 0 4px,transparent 4px 8px)}
.st-key-zero{gap:6px 10px!important;align-items:center}
.st-key-zero p{font-size:14px;margin:0}
.st-key-zero [data-testid=stMarkdownContainer]{margin:0!important}
.st-key-timeline{flex-wrap:nowrap!important;overflow-x:auto;overflow-y:hidden;align-items:flex-start}
.st-key-timeline>div:first-child{position:sticky;left:0;z-index:2;flex:0 0 226px;width:226px!important;background:var(--paper)}
.st-key-timeline>div:last-child{flex:1 0 990px;min-width:990px}
.st-key-blocs{position:absolute!important;top:2px;left:0;z-index:3;width:auto!important}
.st-key-contingents{position:absolute!important;top:26px;left:0;z-index:3;width:auto!important}
.st-key-timeline .barlayer path{shape-rendering:crispEdges}
.gutter{position:relative;width:226px}
.gutter>div{position:absolute;left:0;width:220px;display:flex;align-items:center;white-space:nowrap}
.gutter .country{font-size:19px;font-weight:600}
.gutter .lane{font-size:13.5px;gap:6px}
.gutter .lane span{overflow:hidden;text-overflow:ellipsis}
.gutter .narrow{display:none}
.gutter .lane>img{flex:none;width:18px;height:18px}
.gutter .bloc{font-size:11.5px;color:var(--ink2);padding-left:24px}
.gutter .none{font-size:12.5px;font-style:italic;color:var(--ink2)}
.gutter .line{width:226px;height:1px;background:var(--rule)}
.timeline-legend{font-size:13px}
.timeline-legend>div{display:flex;flex-wrap:wrap;gap:4px 18px;padding:3px 0}
.timeline-legend b{font-weight:600;min-width:64px}
.timeline-legend span{display:inline-flex;align-items:center;gap:7px}
.timeline-legend img{flex:none;max-width:none;margin:0}
.in-words h2{font-size:19px!important;font-weight:600;margin:10px 0 2px;padding:0}
.in-words h3{font-size:14px!important;font-weight:600;margin:10px 0 2px;padding:0}
.in-words dl{display:grid;grid-template-columns:210px minmax(0,1fr);margin:0;font-size:13.5px;line-height:1.4}
.in-words dt,.in-words dd{margin:0;padding:4px 0;border-top:1px solid var(--grid)}
.in-words dt{color:var(--ink2);padding-right:12px}
.in-words dd b{font-weight:600}
.in-words .refs a{color:inherit}
@media (max-width:760px){
.st-key-timeline>div:first-child{flex-basis:118px;width:118px!important}
.gutter,.gutter .line{width:118px}
.gutter>div{width:112px}
.gutter .lane{font-size:12px;gap:3px}
.gutter .wide{display:none}
.gutter .narrow{display:block}
.gutter .none{white-space:normal}
.gutter .bloc{padding-left:4px;overflow:hidden}
.in-words dl{grid-template-columns:minmax(0,1fr)}
.in-words dd{border-top:none;padding-top:0}
}
.moves{font-size:15px}
[data-testid=stMain] ul.moves{margin:0 0 2px}
.moves li{margin-right:26px}
.compared{display:grid;grid-template-columns:repeat(auto-fit,minmax(290px,1fr));gap:8px 32px;font-size:14px;line-height:1.4}
.compared h2{font-size:19px!important;font-weight:600;margin:0;padding:0}
.compared h3{font-size:13px!important;font-weight:600;color:var(--ink2);margin:10px 0 0;padding:0}
[data-testid=stMain] .compared ul{list-style:none;margin:0;padding:0}
.compared li{display:grid;grid-template-columns:24px minmax(0,1fr);margin:0;padding:4px 0;border-top:1px solid var(--grid);font-size:14px}
.compared li:first-child{border-top:none}
.compared li.bare{grid-template-columns:minmax(0,1fr);padding-left:24px}
.compared img{width:18px;height:18px;margin:1px 0 0}
.compared .refs{white-space:nowrap}
.compared .soft{margin:10px 0 0}
@media (max-width:760px){.st-key-two_maps .figure svg{min-width:660px}}
.st-key-bases{overflow-x:auto;overflow-y:hidden}
.st-key-bases>[data-testid=stElementContainer]{min-width:1216px}
.st-key-bases a:hover text,.st-key-bases a:focus-visible text{text-decoration:underline;text-underline-offset:3px}
.st-key-base_choices{gap:8px 16px!important}
.st-key-base_choices label p{font-size:12.5px;color:var(--ink2)}
[data-testid=stMain] ul.handovers{list-style:none;margin:0;padding:0;font-size:13.5px;line-height:1.4}
.handovers li{padding:4px 0;margin:0;border-bottom:1px solid var(--grid)}
.handovers b{font-weight:600}
.handovers .of{color:var(--ink2);font-size:12.5px}
.handovers a,.opened.base a,.bases a{color:inherit}
.opened.base h3{font-size:14px!important;font-weight:600;margin:8px 0 2px;padding:0}
.opened.base p{margin:0}
.opened.base ul{list-style:none;padding:0;columns:2 380px;column-gap:28px;font-size:13.5px;line-height:1.4}
.opened.base li{margin:0;break-inside:avoid;padding:2px 0}
.opened.base li b{font-weight:600}
.opened.base img{width:18px;height:18px;margin:0;vertical-align:-4px;display:inline}
.bases td{min-width:110px}
.bases td:nth-child(3),.bases td:nth-child(4){min-width:230px}
.bases td:nth-child(5){min-width:300px}
@media (min-width:761px){.st-key-bases_brief{display:none}}
@media (max-width:1000px){
.st-key-base_top [data-testid=stHorizontalBlock]{flex-wrap:wrap}
.st-key-base_top [data-testid=stColumn]{min-width:100%;flex:1 1 100%}
}
table.claims td{line-height:1.36}
.more{margin:2px 0}
.more summary{cursor:pointer;font-size:13.5px;padding:5px 0;text-decoration:underline;text-underline-offset:3px;text-decoration-color:var(--ink3)}
table.contested td{line-height:1.36}
table.contested caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
table.contested th:nth-child(n+4),table.contested td:nth-child(n+4){width:11%;padding-left:8px}
table.contested th:nth-child(2),table.contested th:nth-child(3){width:26%}
table.contested b,.daynumbers b{font-weight:600}
table.contested .of,.daynumbers .of{font-size:12px;color:var(--ink2)}
table.contested a,.daynumbers a{color:inherit;text-underline-offset:3px;text-decoration-color:var(--ink3)}
table.contested .who{display:grid;grid-template-columns:24px minmax(0,1fr);gap:4px}
table.contested .who img,.of-force img{width:20px;height:20px;margin:0;max-width:none}
.st-key-day_numbers{margin-top:14px}
.st-key-day_numbers p{font-size:14px;margin:0}
.st-key-day_numbers [data-testid=stMarkdownContainer]{margin:0!important}
.daynumbers{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(340px,100%),1fr));gap:8px 36px;font-size:13.5px;line-height:1.36}
.daynumbers h3{font-size:19px!important;font-weight:600;margin:0 0 4px;padding:0}
.daynumbers h4{font-size:13px!important;font-weight:600;color:var(--ink2);margin:12px 0 2px;padding:0}
.daynumbers .of-force{display:grid;grid-template-columns:24px minmax(0,1fr);gap:4px;border-top:1px solid var(--rule);padding:6px 0 2px}
[data-testid=stMain] .daynumbers ul{list-style:none;margin:0;padding:0 0 4px}
.daynumbers li{display:grid;grid-template-columns:92px minmax(0,1.25fr) minmax(0,1fr);gap:8px;margin:0;padding:3px 0;font-size:13.5px}
.daynumbers .one,.daynumbers .none{break-inside:avoid}
.daynumbers section:only-child .forces{columns:3 380px;column-gap:36px}
.daynumbers li.rest{display:block;padding-left:28px}
.daynumbers li .n{text-align:right;font-variant-numeric:tabular-nums}
.daynumbers li .of{display:block}
.daynumbers .none{display:grid;grid-template-columns:92px minmax(0,1fr);gap:8px;border-top:1px solid var(--rule);padding:6px 0;color:var(--ink2)}
.daynumbers .none i{text-align:right}
@media (max-width:760px){
table.contested thead{display:none}
table.contested tr{display:grid;grid-template-columns:1fr 1fr;gap:4px 14px;padding:8px 0;border-bottom:1px solid var(--grid)}
table.contested td,table.contested td:nth-child(n+4){width:auto;border:none;padding:0}
table.contested td.n{text-align:left}
table.contested td:first-child{grid-column:1/-1}
table.contested td[data-head]::before{content:attr(data-head);display:block;font-size:12px;color:var(--ink2)}
}
[class*=st-key-group_]{gap:4px 16px!important;margin-top:8px;border-bottom:1px solid var(--rule)}
[class*=st-key-group_] h2.part{margin:0;padding:0 0 4px}
.hits{font-size:14px;line-height:1.4}
.hits details{border-bottom:1px solid var(--grid);padding:5px 0}
.hits details[open]{border-bottom-color:var(--ink3)}
.hits summary{cursor:pointer;overflow-wrap:anywhere;padding-left:18px;text-indent:-18px}
.hits summary p{margin:1px 0 0;max-width:1000px;font-size:13.5px;color:var(--ink2);text-indent:0}
.hits mark{background:none;color:var(--ink);font-weight:600;text-decoration:underline;text-decoration-color:var(--ink3);text-underline-offset:3px}
.hits b{font-weight:600}
.hits details>:not(summary){margin:8px 0 0 18px}
.hits a,.shared a,.voices a,.alone a{color:inherit}
.shared{display:grid;grid-template-columns:repeat(auto-fit,minmax(260px,1fr));gap:2px 28px;font-size:13px}
.shared h4{font-size:13px!important;font-weight:600;margin:10px 0 2px;padding:0}
[data-testid=stMain] .shared ul{margin:0;padding-left:16px}
.shared li{margin:0 0 2px;font-size:13px}
.side-tables{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,480px),1fr));gap:12px 56px;align-items:start}
.shares .bar{width:40%;min-width:150px;white-space:nowrap}
.shares .bar i{display:inline-block;height:9px;background:var(--ink3);margin-right:4px}
table.voices{max-width:960px}
.scroll.tall{max-height:420px;overflow-y:auto}
.voices td:nth-child(2),.voices td:nth-child(n+4),.voices th:nth-child(2),.voices th:nth-child(n+4){text-align:right}
.alone{columns:2 420px;column-gap:32px;font-size:13px}
.alone h4{font-size:14px!important;font-weight:600;margin:6px 0 2px;padding:0;break-after:avoid}
[data-testid=stMain] .alone ul{margin:0 0 6px;padding-left:18px}
.alone li{font-size:13px;margin:0 0 2px;break-inside:avoid}
.heat-box{max-height:min(640px,80vh);overflow:auto;border:1px solid var(--rule);margin:0 0 10px}
table.heat{border-collapse:separate;border-spacing:0;table-layout:fixed;width:100%;min-width:636px;font-size:12px;line-height:1.2;font-variant-numeric:tabular-nums;margin:0}
table.heat thead{position:sticky;top:0;z-index:2;background:var(--paper)}
table.heat th{font-weight:400;color:var(--ink);background:var(--paper);border:none;padding:2px}
table.heat tr:first-child th:first-child{width:44px}
table.heat thead tr:first-child th:first-child{position:sticky;left:0;z-index:3;text-align:right;padding-right:6px}
table.heat thead th{border-bottom:1px solid var(--ink3);vertical-align:bottom}
table.heat thead th.country{font-weight:600;font-size:13px;border-bottom:none;text-align:left;padding:4px}
table.heat thead span{writing-mode:vertical-rl;transform:rotate(180deg);white-space:nowrap}
table.heat tbody th{position:sticky;left:0;z-index:1;text-align:right;padding-right:6px}
table.heat td{text-align:center;padding:2px 0;border:none;border-bottom:1px solid var(--paper);border-right:1px solid var(--paper);color:var(--ink)}
table.heat .first,table.heat th.country{border-left:4px solid var(--paper)}
.heat-0{background:repeating-linear-gradient(45deg,var(--paper) 0 4px,var(--grid) 4px 5px)}
table.heat td.heat-0{color:var(--ink2)}
.heat-legend{display:flex;flex-wrap:wrap;gap:2px 14px;font-size:12.5px;font-variant-numeric:tabular-nums}
.heat-legend span{display:inline-flex;align-items:center;gap:5px}
.heat-legend i{width:20px;height:13px;border:1px solid var(--rule)}
.prose.changed h4{font-size:14px!important;font-weight:600;margin:10px 0 4px;padding:0}
.prose.changed li{font-size:13.5px}
.prose.changed ul ul{margin:0}
@page{size:A4 landscape;margin:12mm}
"""

# What acts and shows nothing: neither printed nor presented.
_CONTROLS = (
    "[data-testid=stHeader],[data-testid=stToolbar],.st-key-bar,.st-key-lang,.st-key-downloads,.st-key-asked,"
    ".st-key-zero,.st-key-brief,.st-key-brief_words,.st-key-base_choices,[data-testid=stExpander],"
    "[data-testid=stSelectbox],[data-testid=stCheckbox],[data-testid=stButton],[data-testid=stDownloadButton],"
    "[data-testid=stButtonGroup],[data-testid=stTextInput],[data-testid=stDateInput],[data-testid=stPopover],"
    ".picture button"
)
# On paper the page is as wide as a laptop's screen: nothing moves under something else, and no drawing is cut.
PRINTED = f"""@media print{{
{_CONTROLS}{{display:none!important}}
html,body,[data-testid=stApp],[data-testid=stAppViewContainer],[data-testid=stMain]{{height:auto!important;position:static!important;overflow:visible!important;display:block!important;background:var(--paper)!important}}
[data-testid=stMainBlockContainer]{{padding:0!important;max-width:none!important;zoom:.62}}
*{{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
.card,table tr,.figure,[data-testid=stPlotlyChart]{{break-inside:avoid}}
h2{{break-after:avoid}}
}}
"""

# For projectors and for pictures of the screen: no control, and a canvas of 16:9 in the middle of the window.
PRESENTED = f"""
{_CONTROLS}{{display:none!important}}
[data-testid=stMain]{{display:grid!important;place-items:center;background:var(--sunken)}}
[data-testid=stMainBlockContainer]{{width:min(100vw,177.78vh)!important;height:min(100vh,56.25vw)!important;max-width:none!important;padding:24px 32px!important;overflow:hidden;background:var(--paper)}}
.picture img{{width:auto;max-height:calc(min(100vh,56.25vw) - 48px)}}
"""
