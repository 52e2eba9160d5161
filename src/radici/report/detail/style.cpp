#include "radici/report/detail/style.hpp"

#include <charconv>
#include <string_view>

#include <fmt/format.h>

namespace radici::report::detail {
namespace {

struct Hue {
    std::string_view drawn;   // in the SVG
    std::string_view name, light, dark;
};

// Light values are chosen for contrast on white (text 7:1, lines 3:1), dark ones on the dark page.
constexpr Hue hues[] = {{"#010101", "ink", "#1b1d21", "#e8e6e1"},
                        {"#020202", "muted", "#666b73", "#9aa0a8"},
                        {"#030303", "rule", "#e4e4e0", "#34373d"},
                        {"#040404", "paper", "#ffffff", "#17191d"},
                        {"#050505", "thread", "#b4b7bc", "#565b63"},
                        {"#0072B2", "blue", "#0072b2", "#4aa8e0"},
                        {"#D55E00", "vermilion", "#d55e00", "#f28a4a"},
                        {"#009E73", "green", "#009e73", "#2cc59c"},
                        {"#CC79A7", "purple", "#cc79a7", "#e59cc4"},
                        {"#E69F00", "orange", "#d99600", "#f0b73a"},
                        {"#56B4E9", "sky", "#56b4e9", "#7cc8f2"},
                        {"#004C77", "complete", "#004c77", "#2f86c0"},
                        {"#A0A0A0", "stable", "#a0a0a0", "#7d828a"},
                        {"#D55E01", "progressive", "#d55e00", "#f28a4a"}};

int channel(std::string_view hex)
{
    int value = 0;
    std::from_chars(hex.data(), hex.data() + hex.size(), value, 16);
    return value;
}

/// As the SVG carries it: `rgb(0,114,178)`.
std::string drawn(Hue const& hue)
{
    return fmt::format("rgb({},{},{})", channel(hue.drawn.substr(1, 2)),
                       channel(hue.drawn.substr(3, 2)), channel(hue.drawn.substr(5, 2)));
}

std::string variables(std::string_view Hue::*value)
{
    std::string css;
    for (auto const& hue : hues)
        css += fmt::format("--{}:{};", hue.name, hue.*value);
    return css;
}

std::string replacements()
{
    std::string css;
    for (auto const& hue : hues)
        for (char const* const attribute : {"fill", "stroke", "color"})
            css += fmt::format("svg [{0}=\"{1}\"]{{{0}:var(--{2})}}\n", attribute, drawn(hue),
                               hue.name);
    return css;
}

constexpr std::string_view layout = R"css(
*{box-sizing:border-box}
html{font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",sans-serif;
  color:var(--ink);background:var(--paper);-webkit-text-size-adjust:100%}
body{margin:0}
main{max-width:52rem;margin:0 auto;padding:2.5rem 1.25rem 4rem}
h1{font-size:1.9rem;line-height:1.2;margin:.2rem 0 1.2rem;letter-spacing:-.01em;text-wrap:balance}
h2{font-size:1.3rem;margin:0 0 1rem;padding-top:1.1rem;border-top:2px solid var(--ink)}
h3{font-size:1rem;margin:1.4rem 0 .4rem}
a{color:var(--blue)}
p,ul{margin:.6rem 0}
ul{padding-left:1.2rem}
li{margin:.3rem 0}
.words{list-style:none;padding:0}
.words li{margin:.55rem 0}
section{margin-top:3rem}
.kicker{margin:0;color:var(--muted);font-size:.85rem;letter-spacing:.04em}
.facts{display:flex;flex-wrap:wrap;gap:.8rem 2rem;margin:0}
.facts dt{font-size:.78rem;color:var(--muted)}
.facts dd{margin:0;font-weight:600}
.notice{margin:1.6rem 0;padding:.9rem 1.1rem;border:2px solid var(--vermilion);border-radius:6px}
.notice strong{display:block;font-size:1.08rem}
.notice.broken{border-style:dashed}
nav ul{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;list-style:none;padding:0;font-size:.92rem}
nav li{margin:0}
figure{margin:1.8rem 0 2.4rem}
.plot{overflow-x:auto}
.plot svg{display:block;width:100%;min-width:34rem;height:auto;
  font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",sans-serif}
figcaption{font-size:.9rem;margin-top:.6rem;color:var(--ink)}
details{margin-top:.5rem;font-size:.88rem}
summary{cursor:pointer;color:var(--blue);width:fit-content}
summary:focus-visible,a:focus-visible{outline:2px solid var(--blue);outline-offset:2px}
.scroll{overflow:auto;max-height:28rem;margin:.9rem 0}
section>.scroll{max-height:none}
table{border-collapse:collapse;font-size:.86rem;font-variant-numeric:tabular-nums;width:100%}
caption{text-align:left;font-weight:600;padding:.2rem 0 .4rem}
th,td{padding:.32rem .8rem .32rem 0;border-bottom:1px solid var(--rule);text-align:left;vertical-align:top}
thead th{position:sticky;top:0;background:var(--paper);border-bottom:1.5px solid var(--ink)}
tbody th{font-weight:400;white-space:nowrap}
td,details th{white-space:nowrap}
#assumptions td,#assumptions th,#provenance td,#provenance th{white-space:normal;overflow-wrap:anywhere}
#provenance td{font-family:ui-monospace,"DejaVu Sans Mono",monospace;font-size:.78rem}
)css";

constexpr std::string_view print = R"css(
@media print{
  html{font-size:10.5pt}
  main{max-width:none;padding:0}
  nav,figure details{display:none}
  section{margin-top:1.6rem}
  figure,tr,.notice{break-inside:avoid}
  h2{break-after:avoid}
  .plot svg{min-width:0}
  .scroll{max-height:none;overflow:visible}
}
)css";

}   // namespace

std::string page_style()
{
    return fmt::format(":root{{color-scheme:light dark;{}}}\n"
                       "@media (prefers-color-scheme:dark){{:root{{{}}}}}\n"
                       "@media print{{:root{{{}}}}}\n{}{}{}",
                       variables(&Hue::light), variables(&Hue::dark), variables(&Hue::light),
                       layout.substr(1), replacements(), print.substr(1));
}

}   // namespace radici::report::detail
