#include "radici/base/hash.hpp"

#include <gtest/gtest.h>

#include "radici/base/file.hpp"
#include "support/temporary_folder.hpp"

namespace radici {
namespace {

// FIPS 180-4, examples of SHA-256 (one block, two blocks, no bytes).
TEST(Sha256, agrees_with_the_standard)
{
    EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
              "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Sha256, of_a_file_is_that_of_its_bytes)
{
    test::TemporaryFolder const folder;
    std::string const bytes("a\0b\xff", 4);
    write_atomically(folder.path() / "x", bytes);
    EXPECT_EQ(sha256_of_file(folder.path() / "x"), sha256(bytes));
}

}   // namespace
}   // namespace radici
