#pragma once

/// Marks functions that a device compiler may also build for its accelerator; nothing elsewhere.
#if defined(__CUDACC__)
#define RADICI_HOST_DEVICE __host__ __device__
#else
#define RADICI_HOST_DEVICE
#endif
