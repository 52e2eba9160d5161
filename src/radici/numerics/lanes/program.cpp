#include "radici/numerics/lanes/program.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "radici/base/error.hpp"
#include "radici/numerics/lanes/detail/instruction.hpp"
#include "radici/numerics/lanes/machine.hpp"

namespace radici::numerics::lanes {

using Op = Expressions::Op;
using namespace detail;

namespace {

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

/// A term of a sum: a product, or a value (b < 0).
struct Term {
    int a, b;
    bool negative;
};

}   // namespace

/// Turns expressions into instructions: counts uses, flattens sums, gives out scratch numbers and
/// takes them back after their last use.
class Compiler {
public:
    Compiler(Expressions const& graph, std::span<Store const> stores,
             std::span<int const> constant_cell)
        : graph_(graph), stores_(stores), constant_cell_(constant_cell)
    {
        auto const n = at(graph.size());
        uses_.resize(n);
        place_.resize(n, nowhere);
        remaining_.resize(n);
        for (auto const& store : stores)
            count_uses(store.expression);
    }

    Program compile()
    {
        choose_homes();
        remaining_ = uses_;
        for (auto const& store : stores_)
            emit(store.expression);
        put_aside();
        for (auto const& [expression, cell] : stores_) {
            auto const target = cell_word(cell), place = place_[at(expression)];
            if (place != target)
                write({code_copy | shared_flag(expression, a_is_shared), target,
                       place != nowhere ? place : operand(expression)});
        }
        program_.scratch_ = scratch_;
        return std::move(program_);
    }

private:
    static constexpr std::uint32_t nowhere = ~0U;

    static std::uint32_t cell_word(int cell)
    {
        return (bank_cells << bank_shift) | static_cast<std::uint32_t>(cell * strip_bytes);
    }
    /// Does not change between steps, be it the same for all lanes or not.
    [[nodiscard]] bool is_fixed(int id) const
    {
        auto const op = graph_.node(id).op;
        return op == Op::constant || op == Op::literal;
    }
    [[nodiscard]] int cell_of_constant(int which) const
    {
        return constant_cell_.empty() ? -1 : constant_cell_[at(which)];
    }
    [[nodiscard]] bool is_shared(int id) const
    {
        auto const [op, which, unused] = graph_.node(id);
        return op == Op::literal || (op == Op::constant && cell_of_constant(which) < 0);
    }
    [[nodiscard]] std::uint32_t shared_flag(int id, std::uint32_t flag) const
    {
        return is_shared(id) ? flag : 0;
    }
    [[nodiscard]] bool is_leaf(int id) const
    {
        return is_fixed(id) || graph_.node(id).op == Op::cell;
    }
    [[nodiscard]] bool is_sum(int id) const
    {
        auto const op = graph_.node(id).op;
        return op == Op::add || op == Op::subtract || op == Op::negate;
    }
    /// Part of the sum that uses it, and of nothing else.
    [[nodiscard]] bool flows_into_sum(int id) const
    {
        return uses_[at(id)] == 1 && (is_sum(id) || graph_.node(id).op == Op::multiply);
    }

    void count_uses(int id)
    {
        if (++uses_[at(id)] > 1 || is_leaf(id))
            return;
        auto const [op, a, b] = graph_.node(id);
        count_uses(a);
        if (Expressions::operands(op) == 2)
            count_uses(b);
    }

    /// An expression is computed straight into the cell it is stored to, where nobody reads that
    /// cell's old value.
    void choose_homes()
    {
        std::vector<char> read;
        for (int id = 0; id < graph_.size(); ++id)
            if (graph_.node(id).op == Op::cell && uses_[at(id)] > 0) {
                read.resize(std::max(read.size(), at(graph_.node(id).a) + 1));
                read[at(graph_.node(id).a)] = 1;
            }
        home_.resize(at(graph_.size()), nowhere);
        for (auto const& store : stores_) {
            bool const is_read = at(store.cell) < read.size() && read[at(store.cell)] != 0;
            if (!is_read && !is_leaf(store.expression) && home_[at(store.expression)] == nowhere)
                home_[at(store.expression)] = cell_word(store.cell);
        }
    }

    /// Copies cells that are handed on as they are, where the stores would overwrite them before.
    void put_aside()
    {
        std::set<std::uint32_t> targets;
        for (auto const& store : stores_)
            targets.insert(cell_word(store.cell));
        for (auto const& [id, cell] : stores_) {
            bool const is_bare = is_leaf(id) && !is_shared(id) && place_[at(id)] == nowhere;
            if (!is_bare || !targets.contains(operand(id)))
                continue;
            auto const place = new_place(id);
            write({code_copy, place, operand(id)});
        }
    }

    [[nodiscard]] std::uint32_t operand(int id) const
    {
        auto const& node = graph_.node(id);
        auto const number = [](int k) {
            return (bank_shared << bank_shift) |
                   static_cast<std::uint32_t>(k * static_cast<int>(sizeof(double)));
        };
        if (node.op == Op::cell)
            return cell_word(node.a);
        if (node.op == Op::constant && !is_shared(id))
            return cell_word(cell_of_constant(node.a));
        if (node.op == Op::constant)
            return number(graph_.literal_capacity + node.a);
        if (node.op == Op::literal)
            return number(node.a);
        return place_[at(id)];
    }

    std::uint32_t new_place(int id)
    {
        if (home_[at(id)] != nowhere)
            return place_[at(id)] = home_[at(id)];
        int slot = scratch_;
        if (free_.empty())
            ++scratch_;
        else {
            slot = free_.back();
            free_.pop_back();
        }
        return place_[at(id)] =
                   (bank_scratch << bank_shift) | static_cast<std::uint32_t>(slot * strip_bytes);
    }

    /// A number that is the same for all lanes, written into each; for as long as the program runs.
    std::uint32_t spread(int id)
    {
        auto const place =
            (bank_scratch << bank_shift) | static_cast<std::uint32_t>(scratch_++ * strip_bytes);
        write({code_copy | a_is_shared, place, operand(id)});
        return place;
    }

    /// One use is over.
    void release(int id)
    {
        if (is_leaf(id) || --remaining_[at(id)] > 0)
            return;
        auto const place = place_[at(id)];
        if (place >> bank_shift == bank_scratch)
            free_.push_back(static_cast<int>(place & offset_mask) / strip_bytes);
    }

    void write(std::initializer_list<std::uint32_t> words)
    {
        program_.code_.insert(program_.code_.end(), words);
        ++program_.instructions_;
    }

    void emit(int id)
    {
        if (is_leaf(id) || place_[at(id)] != nowhere)
            return;
        if (is_sum(id) || graph_.node(id).op == Op::multiply)
            emit_sum(id);
        else
            emit_plain(id);
    }

    void emit_plain(int id)
    {
        auto const [op, a, b] = graph_.node(id);
        bool const two = Expressions::operands(op) == 2;
        emit(a);
        if (two)
            emit(b);
        auto const words = std::array{operand(a), two ? operand(b) : 0};
        auto const kinds = shared_flag(a, a_is_shared) | (two ? shared_flag(b, b_is_shared) : 0U);
        release(a);
        if (two)
            release(b);
        auto const result = new_place(id);
        if (two)
            write({code_of(op) | kinds, result, words[0], words[1]});
        else if (op == Op::curve_value || op == Op::curve_slope)
            write({code_of(op) | kinds, result, words[0], static_cast<std::uint32_t>(b)});
        else
            write({code_of(op) | kinds, result, words[0]});
    }

    static std::uint32_t code_of(Op op)
    {
        switch (op) {
        case Op::reciprocal:
            return code_reciprocal;
        case Op::exp:
            return code_exp;
        case Op::log:
            return code_log;
        case Op::max:
            return code_max;
        case Op::greater:
            return code_greater;
        case Op::curve_value:
            return code_curve_value;
        case Op::curve_slope:
            return code_curve_slope;
        default:
            expectation_failed("a plain instruction", __FILE__, __LINE__);
        }
    }

    void flatten(int id, bool negative, bool top, std::vector<Term>& terms) const
    {
        auto const [op, a, b] = graph_.node(id);
        bool const both_fixed = op == Op::multiply && is_fixed(a) && is_fixed(b);
        if (!top && (!flows_into_sum(id) || both_fixed))
            terms.push_back({id, -1, negative});
        else if (op == Op::multiply)
            terms.push_back({a, b, negative});
        else if (op == Op::negate)
            flatten(a, !negative, false, terms);
        else {
            flatten(a, negative, false, terms);
            flatten(b, op == Op::subtract ? !negative : negative, false, terms);
        }
    }

    void emit_sum(int id)
    {
        std::vector<Term> terms;
        flatten(id, false, true, terms);
        for (auto const& term : terms) {
            emit(term.a);
            if (term.b >= 0)
                emit(term.b);
        }
        if (terms.size() == 1 || (terms.size() == 2 && terms[0].b < 0 && terms[1].b < 0)) {
            emit_short(id, terms);
            return;
        }
        // The first value without a factor is where the sum starts; others count once.
        auto const first =
            std::find_if(terms.begin(), terms.end(), [](Term const& t) { return t.b < 0; });
        std::uint32_t start = 0, kinds = starts_at_zero;
        int const begins_with = first != terms.end() ? first->a : -1;
        if (first != terms.end()) {
            start = operand(first->a);
            kinds = is_shared(first->a) ? starts_at_shared : starts_at_lane;
            if (first->negative)
                kinds |= starts_negative;
        }
        if (first != terms.end())
            terms.erase(first);
        auto const groups = grouped(terms);
        if (kinds != starts_at_zero)
            release(begins_with);
        release_terms(terms);
        auto const result = new_place(id);
        write({code_sum | kinds, result, start, static_cast<std::uint32_t>(groups.size())});
        for (auto const& group : groups) {
            program_.code_.push_back(group.kind | static_cast<std::uint32_t>(group.words.size() / 2)
                                                      << 8);
            program_.code_.insert(program_.code_.end(), group.words.begin(), group.words.end());
        }
    }

    struct Group {
        std::uint32_t kind;
        std::vector<std::uint32_t> words;
    };
    /// Products in an order that depends on signs and on what is fixed, not on what is shared.
    std::vector<Group> grouped(std::vector<Term> const& terms)
    {
        std::vector<Group> groups;
        for (int pass = 0; pass < 4; ++pass)
            for (auto const& term : terms) {
                int a = term.a, b = term.b < 0 ? graph_.one() : term.b;
                if (is_fixed(b))
                    std::swap(a, b);
                if (pass != (term.negative ? 1 : 0) + (is_fixed(a) ? 2 : 0))
                    continue;
                auto const words = std::array{operand(a), is_shared(b) ? spread(b) : operand(b)};
                auto const kind =
                    (term.negative ? group_subtracts : 0U) | (is_shared(a) ? group_is_shared : 0U);
                if (groups.empty() || groups.back().kind != kind)
                    groups.push_back({kind, {}});
                groups.back().words.insert(groups.back().words.end(), words.begin(), words.end());
            }
        return groups;
    }

    /// One product, one sign, or a sum of two values.
    void emit_short(int id, std::vector<Term> const& terms)
    {
        Term const x = terms[0];
        bool const is_product = x.b >= 0;
        std::uint32_t code = code_negate;
        int a = x.a, b = -1;
        if (terms.size() == 2) {
            Term const y = terms[1];
            b = y.a;
            code = x.negative == y.negative ? code_add : code_subtract;
            if (x.negative && !y.negative)
                std::swap(a, b);
        } else if (is_product) {
            b = x.b;
            code = code_multiply;
        }
        auto const words = std::array{operand(a), b >= 0 ? operand(b) : 0};
        auto const kinds =
            shared_flag(a, a_is_shared) | (b >= 0 ? shared_flag(b, b_is_shared) : 0U);
        release_terms(terms);
        auto const result = new_place(id);
        if (b >= 0)
            write({code | kinds, result, words[0], words[1]});
        else
            write({code | kinds, result, words[0]});
        bool const still_negative =
            (terms.size() == 2 && x.negative && terms[1].negative) || (is_product && x.negative);
        if (still_negative)
            write({code_negate, result, result});
    }

    void release_terms(std::vector<Term> const& terms)
    {
        for (auto const& term : terms) {
            release(term.a);
            if (term.b >= 0)
                release(term.b);
        }
    }

    Expressions const& graph_;
    std::span<Store const> stores_;
    std::span<int const> constant_cell_;
    std::vector<int> uses_, remaining_;
    std::vector<std::uint32_t> place_, home_;
    std::vector<int> free_;
    int scratch_ = 0;
    Program program_;
};

Program Program::compile(Expressions const& graph, std::span<Store const> stores,
                         std::span<int const> constant_cell)
{
    return Compiler(graph, stores, constant_cell).compile();
}

}   // namespace radici::numerics::lanes
