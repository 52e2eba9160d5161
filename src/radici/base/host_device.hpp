#pragma once

/// Marks functions that a device compiler may also build for its accelerator; nothing elsewhere.
#if defined(__CUDACC__)
#define RADICI_HOST_DEVICE __host__ __device__
#else
#define RADICI_HOST_DEVICE
#endif

/// The same for the few lines that every step of a track goes through: a call would cost as much.
#if defined(__GNUC__) && !defined(__CUDACC__)
#define RADICI_HOT __attribute__((always_inline)) inline
#else
#define RADICI_HOT RADICI_HOST_DEVICE inline
#endif
