#pragma once
#include "radici/base/error.hpp"
#include "radici/base/host_device.hpp"
#include "radici/transport/emission_class.hpp"
#include "radici/transport/monte_carlo/vector.hpp"

namespace radici::transport {

enum class ParticleKind : unsigned char { photon, electron, positron, alpha };

/// A place of a geometry. `index` is −1 outside; i, j, k are the geometry's own.
struct Cell {
    int index = -1;
    int i = 0, j = 0, k = 0;
    int matter = 0;   ///< of a voxel: its pair of material and density
};

struct Particle {
    Vector at;          ///< cm
    Vector direction;   ///< unit vector
    double energy_MeV = 0;
    Cell cell;
    ParticleKind kind = ParticleKind::photon;
    EmissionClass emission = EmissionClass::photon;
    /// Of a positron: the class of its annihilation photons.
    EmissionClass annihilation = EmissionClass::photon;
};

/// Particles that wait. Of two particles the one with less energy is followed first, so few wait.
class ParticleStack {
public:
    RADICI_HOST_DEVICE void push(Particle const& p)
    {
        RADICI_EXPECT(size_ < capacity);
        waiting_[size_++] = p;
    }
    RADICI_HOST_DEVICE bool pop(Particle& p)
    {
        if (size_ == 0)
            return false;
        p = waiting_[--size_];
        return true;
    }

private:
    static constexpr int capacity = 128;
    Particle waiting_[capacity];
    int size_ = 0;
};

}   // namespace radici::transport
