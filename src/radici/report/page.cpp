#include "radici/report/page.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "radici/report/detail/cohort_view.hpp"
#include "radici/report/detail/page_frame.hpp"
#include "radici/report/figures/figures.hpp"
#include "radici/report/plain_words.hpp"
#include "radici/report/script.hpp"
#include "radici/report/tables.hpp"
#include "radici/report/text.hpp"
#include "radici/report/tradeoff.hpp"
#include "radici/report/vocabulary.hpp"

namespace radici::report {
namespace {

using detail::fact;
using detail::list_of;
using detail::paragraph;

/// A chapter of the page: its figures are drawn together with all others, in one call.
struct Chapter {
    std::string id, title, before;
    std::vector<Figure> figures;
    std::string after;

    [[nodiscard]] bool empty() const { return before.empty() && figures.empty() && after.empty(); }
    void add(std::optional<Figure> figure)
    {
        if (figure)
            figures.push_back(std::move(*figure));
    }
};

std::string folded(std::string_view summary, std::string const& inside)
{
    return fmt::format("<details><summary>{}</summary>\n{}</details>\n", escaped(summary), inside);
}

std::string front(study::RunResult const& result)
{
    auto const& s = result.study;
    TimeAxis const axis{s.horizon_d};
    std::string html = "<header>\n<p class=\"kicker\">radici · virtual trial</p>\n<h1>" +
                       escaped(s.name) + "</h1>\n<dl class=\"facts\">\n";
    if (!s.registry.empty())
        html += fact("Registry", s.registry);
    html += fact("Species", s.species);
    if (!s.disease.empty())
        html += fact("Disease", s.disease);
    html += fact("Arms", std::to_string(result.arms.size()));
    html += fact("Patients in each arm", std::to_string(s.patients));
    html += fact("Followed for", readable(axis.end()) + " " + axis.unit());
    html += fact("Seed", std::to_string(s.seed));
    return html + "</dl>\n</header>\n";
}

std::string notice(study::RunResult const& result)
{
    std::string html =
        "<div class=\"notice\" role=\"note\"><strong>Endpoints are uncalibrated.</strong> The "
        "numbers on this page show what the model computes from the parameters listed at its end; "
        "they are no forecast of a real trial. Research software, not a medical device: not for "
        "decisions on the care of any patient.</div>\n";
    if (!result.not_kept.empty())
        html += "<div class=\"notice broken\" role=\"note\"><strong>Outside what was "
                "promised.</strong>\n" +
                list_of(result.not_kept) + "</div>\n";
    return html;
}

Chapter summary(study::RunResult const& result)
{
    std::string html = "<ul class=\"words\">\n";
    for (auto const& [about, text] : plain_words(result))
        html += fmt::format("<li><strong>{}.</strong> {}</li>\n", escaped(about), escaped(text));
    html += "</ul>\n";
    if (!result.notes.empty())
        html += "<h3>To know when reading</h3>\n" + list_of(result.notes);
    return {"summary", "In plain words", html, {}, ""};
}

Chapter tradeoff(study::RunResult const& result)
{
    auto const table = tradeoff_table(result);
    if (table.rows.empty())
        return {};
    return {"trade-off", "What each regimen trades", table_html(table), {}, ""};
}

Chapter schedule(study::RunResult const& result)
{
    Chapter chapter{"plan", "Treatment", "", {}, ""};
    chapter.add(schedule_figure(result));
    return chapter;
}

Chapter endpoints(study::RunResult const& result)
{
    Chapter chapter{"endpoints", "Endpoints", table_html(endpoint_table(result)), {}, ""};
    for (auto const& table : {comparison_table(result), first_event_table(result)})
        if (table)
            chapter.before += table_html(*table);
    for (auto const& name : detail::names_in(result, &study::ArmResult::survival))
        chapter.add(survival_figure(result, name));
    chapter.add(first_event_figure(result));
    chapter.add(waterfall_figure(result, study::column::best_change));
    chapter.add(waterfall_figure(result, study::column::best_psa_change));
    chapter.add(swimmer_figure(result));
    return chapter;
}

Chapter courses(study::RunResult const& result)
{
    using enum study::SeriesGroup;
    Chapter chapter{"courses", "Inside the patients", "", {}, ""};
    chapter.add(volume_figure(result));
    for (auto const group : {marker, immune, blood, occupancy, activity})
        chapter.add(course_figure(result, group));
    return chapter;
}

Chapter doses(study::RunResult const& result)
{
    Chapter chapter{"doses", "Absorbed dose", "", {}, ""};
    chapter.add(dose_figure(result, "Gy"));
    chapter.add(dose_figure(result, "Gy/GBq"));
    return chapter;
}

Chapter toxicity(study::RunResult const& result)
{
    Chapter chapter{"toxicity", "Toxicity", "", {}, ""};
    if (auto const rates = toxicity_rates(result))
        chapter.before += table_html(*rates);
    for (auto const& table : toxicity_tables(result))
        chapter.before += table_html(table);
    if (!chapter.before.empty())
        chapter.before =
            paragraph("Worst grade of each patient by CTCAE v5. Grades come from blood "
                      "counts, organ doses and a hazard of immune-related events.") +
            chapter.before;
    return chapter;
}

Chapter assumptions(study::RunResult const& result)
{
    if (result.parameters.empty())
        return {};
    Chapter chapter{"assumptions", "What is assumed", "", {}, ""};
    Table const assumed = parameter_table(result, {Trust::assumed});
    chapter.before =
        paragraph("Each parameter carries a tag that says how far it can be trusted. Nothing has "
                  "been calibrated against combination trials.") +
        table_html(trust_table(result)) +
        fmt::format("<h3>The {}</h3>\n",
                    counted(static_cast<long long>(assumed.rows.size()), "assumed parameter")) +
        table_html(assumed) +
        folded("All other parameters",
               table_html(parameter_table(result, {Trust::fitted, Trust::memory, Trust::review,
                                                   Trust::derived, Trust::verified})));
    return chapter;
}

Chapter provenance(study::RunResult const& result, BuildInfo const& build)
{
    Table inputs{"Inputs by content", {"File", "SHA-256"}, {}};
    for (auto const& input : result.inputs)
        inputs.rows.push_back({input.name, input.sha256});
    std::string html = "<dl class=\"facts\">\n" + fact("radici", version_text(build)) +
                       fact("Compiler", build.compiler) +
                       fact("Seed", std::to_string(result.study.seed)) + "</dl>\n";
    html += paragraph("The same study, seed and build give this page again, byte for byte, on any "
                      "number of threads. Times, machine and command are in provenance.json.");
    return {"provenance", "Provenance", html + table_html(inputs), {}, ""};
}

std::string contents(std::vector<Chapter> const& chapters)
{
    std::string html = "<nav aria-label=\"Contents\"><ul>\n";
    for (auto const& chapter : chapters)
        html +=
            fmt::format("<li><a href=\"#{}\">{}</a></li>\n", chapter.id, escaped(chapter.title));
    return html + "</ul></nav>\n";
}

std::string body_of(std::vector<Chapter> const& chapters, Gnuplot const& gnuplot)
{
    std::vector<Figure> figures;
    for (auto const& chapter : chapters)
        figures.insert(figures.end(), chapter.figures.begin(), chapter.figures.end());
    std::vector<std::string> const drawn = figures_html(figures, gnuplot);
    std::size_t next = 0;
    std::string html;
    for (auto const& chapter : chapters) {
        html += fmt::format("<section id=\"{}\">\n<h2>{}</h2>\n{}", chapter.id,
                            escaped(chapter.title), chapter.before);
        for (std::size_t i = 0; i < chapter.figures.size(); ++i)
            html += drawn.at(next++);
        html += chapter.after + "</section>\n";
    }
    return html;
}

}   // namespace

std::string report_html(study::RunResult const& result, BuildInfo const& build,
                        Gnuplot const& gnuplot)
{
    std::vector<Chapter> chapters{
        summary(result),   tradeoff(result),    schedule(result),
        endpoints(result), courses(result),     doses(result),
        toxicity(result),  assumptions(result), provenance(result, build)};
    std::erase_if(chapters, [](Chapter const& chapter) { return chapter.empty(); });
    return detail::page_html(result.study.name, front(result) + notice(result) +
                                                    contents(chapters) +
                                                    body_of(chapters, gnuplot));
}

}   // namespace radici::report
