#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "radici/base/document.hpp"

namespace radici {

/// How far a number of `data/` can be trusted; written in its `tag` key.
enum class Trust { verified, memory, review, derived, fitted, assumed };

/// A number of `data/` with what makes it traceable. In a file:
///   growth_rate = { value = "0.007 1/d", sd_ln = 0.5, tag = "assumed", source = "…", note = "…" }
/// optional keys: low, high (range), sd (same unit as value), sd_ln (standard deviation of the
/// logarithm between patients), note. `value`, `tag` and `source` are required.
struct Parameter {
    double value = 0;   ///< in the unit that was asked for
    std::string unit;
    std::optional<double> low, high, sd, sd_ln;
    Trust trust = Trust::assumed;
    std::string source, note;
    Location where;
};

/// Reads a parameter in `unit`; the whole table is read (an unknown key in it is an error).
[[nodiscard]] Parameter read_parameter(Node const& node, std::string_view unit);

[[nodiscard]] std::string to_text(Trust trust);

/// Parameters in layers (a patient preset, over it the study file): a later layer overrides an
/// earlier one. A layer may override a whole parameter by a table, or its value alone by a string
/// `"0.01 1/d"`: then the spread of the layer below stays, and the number counts as assumed.
class ParameterSet {
public:
    /// @param root    root table of the layer; `immune.priming_rate` is looked up as `[immune]
    /// priming_rate`
    /// @param origin  what messages and provenance call the layer, usually its file
    void add_layer(Node root, std::string origin);
    /// A value above all layers, in any unit of its dimension; spreads stay those of the layers.
    /// What it was is not looked at before the parameter is asked for; ask beforehand.
    void put(std::string dotted_path, double value, std::string unit, Trust trust,
             std::string source);

    /// The parameter in `unit`; remembers that it was used. StudyError naming the layers where none
    /// has it.
    Parameter const& get(std::string_view dotted_path, std::string_view unit);
    [[nodiscard]] bool has(std::string_view dotted_path) const;
    /// What was asked for so far, in the order of the first request.
    [[nodiscard]] std::vector<std::pair<std::string, Parameter>> used() const;

private:
    struct Layer {
        Node root;
        std::string origin;
    };
    struct Put {
        double value;
        std::string unit, source;
        Trust trust;
    };
    void put_over(Parameter& parameter, std::string_view dotted_path) const;

    std::vector<Layer> layers_;                            // lowest first
    std::map<std::string, Put, std::less<>> put_;          // above all layers
    std::map<std::string, Parameter, std::less<>> used_;   // by path and unit; nodes do not move
    std::vector<std::pair<std::string, Parameter const*>> order_;
};

}   // namespace radici
