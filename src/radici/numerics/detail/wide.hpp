#pragma once

// RADICI_WIDE before a function: one copy of it for every width of vector registers, chosen when
// the program starts. Products are not contracted (-ffp-contract=off) and no sum is reordered by
// the compiler, so all copies give the same bytes. The sanitizers cannot start such programs.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) &&                             \
    !defined(__SANITIZE_ADDRESS__)
#define RADICI_WIDE __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define RADICI_WIDE
#endif

// RADICI_ELEMENTWISE before a loop: element i of the output depends on elements i alone, even where
// arrays are the same.
#if defined(__clang__)
#define RADICI_ELEMENTWISE _Pragma("clang loop vectorize(assume_safety)")
#else
#define RADICI_ELEMENTWISE _Pragma("GCC ivdep")
#endif
