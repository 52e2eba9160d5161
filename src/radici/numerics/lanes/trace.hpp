#pragma once
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace radici::numerics {
class UniformCurve;
}

namespace radici::numerics::lanes {

/// What a function of numbers does, operation by operation: recorded by running it once on Traced
/// numbers. Two runs have the same structure where they take the same branches and the same
/// constants are equal, so many subjects share one trace and differ in the constants alone.
struct Trace {
    enum class Op : std::uint8_t {
        input,      ///< a: which
        constant,   ///< a: index into `constants`
        add,
        subtract,
        multiply,
        divide,
        exp,
        log,
        max,
        curve   ///< a: argument, b: index into `curves`
    };
    struct Node {
        Op op;
        int a = -1, b = -1;
        friend bool operator==(Node const&, Node const&) = default;
    };
    /// Results below 0 are these constants.
    static constexpr int zero = -1, one = -2;

    std::vector<Node> nodes;
    std::vector<double> constants;   ///< each value once, in the order of first use
    std::vector<UniformCurve const*> curves;
    std::vector<int> outputs;

    [[nodiscard]] bool same_structure(Trace const& other) const
    {
        return nodes == other.nodes && curves == other.curves && outputs == other.outputs &&
               constants.size() == other.constants.size();
    }
    void clear();

    /// The number of a new node, or of a constant's.
    int add(Op op, int a, int b = -1);
    int constant(double value);

private:
    std::unordered_map<std::uint64_t, int> known_;   ///< constants by their bits
};

/// While it lives, Traced numbers of this thread write into its trace.
class Recording {
public:
    explicit Recording(Trace& trace);
    Recording(Recording const&) = delete;
    Recording& operator=(Recording const&) = delete;
    ~Recording();

private:
    Trace* before_;
};

/// A number that records what is done with it. Sums with 0 and products with 0 or 1 known from the
/// start are left out. There are no comparisons: a function that decides by a value cannot be
/// traced (use max).
/// Valid  on a thread with a Recording
class Traced {
public:
    Traced() = default;        // 0
    Traced(double constant);   // implicit, as for Dual: 2.0 * x
    [[nodiscard]] static Traced input(int which);
    [[nodiscard]] static Traced curve(UniformCurve const& curve, Traced x);
    /// Makes this number the next output of the trace.
    void output() const;

    friend Traced operator+(Traced a, Traced b);
    friend Traced operator-(Traced a, Traced b);
    friend Traced operator*(Traced a, Traced b);
    friend Traced operator/(Traced a, Traced b);
    friend Traced operator-(Traced a) { return Traced() - a; }
    Traced& operator+=(Traced b) { return *this = *this + b; }
    Traced& operator-=(Traced b) { return *this = *this - b; }
    Traced& operator*=(Traced b) { return *this = *this * b; }
    friend Traced exp(Traced x);
    friend Traced log(Traced x);
    /// exp(p ln x), x > 0
    friend Traced pow(Traced x, Traced p) { return exp(p * log(x)); }
    friend Traced max(Traced a, Traced b);
    friend Traced min(Traced a, Traced b) { return -max(-a, -b); }

private:
    explicit Traced(int id, int) : id_(id) {}
    int id_ = Trace::zero;
};

}   // namespace radici::numerics::lanes
