#include "numerics/allocations.hpp"

#include <atomic>
#include <cstddef>
#include <cstdlib>
#include <new>

namespace {

std::atomic<long> count{0};

void* counted(std::size_t n, std::size_t alignment)
{
    ++count;
    std::size_t const rounded = (n + alignment - 1) / alignment * alignment;
    if (void* p = std::aligned_alloc(alignment, rounded > 0 ? rounded : alignment))
        return p;
    throw std::bad_alloc();
}

}   // namespace

long radici::test::allocations()
{
    return count;
}

void* operator new(std::size_t n)
{
    return counted(n, alignof(std::max_align_t));
}
// std::stable_sort asks for its buffer without exceptions.
void* operator new(std::size_t n, std::nothrow_t const&) noexcept
try {
    return counted(n, alignof(std::max_align_t));
} catch (std::bad_alloc const&) {
    return nullptr;
}
void* operator new(std::size_t n, std::align_val_t a)
{
    return counted(n, static_cast<std::size_t>(a));
}
void* operator new[](std::size_t n)
{
    return counted(n, alignof(std::max_align_t));
}
void* operator new[](std::size_t n, std::align_val_t a)
{
    return counted(n, static_cast<std::size_t>(a));
}
void operator delete(void* p) noexcept
{
    std::free(p);
}
void operator delete(void* p, std::size_t) noexcept
{
    std::free(p);
}
void operator delete(void* p, std::align_val_t) noexcept
{
    std::free(p);
}
void operator delete(void* p, std::size_t, std::align_val_t) noexcept
{
    std::free(p);
}
void operator delete[](void* p) noexcept
{
    std::free(p);
}
void operator delete[](void* p, std::size_t) noexcept
{
    std::free(p);
}
void operator delete[](void* p, std::align_val_t) noexcept
{
    std::free(p);
}
void operator delete[](void* p, std::size_t, std::align_val_t) noexcept
{
    std::free(p);
}
