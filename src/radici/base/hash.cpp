#include "radici/base/hash.hpp"

#include <stdexcept>

#include <openssl/evp.h>

#include "radici/base/file.hpp"

namespace radici {

std::string sha256(std::string_view bytes)
{
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned int size = 0;
    if (EVP_Digest(bytes.data(), bytes.size(), digest, &size, EVP_sha256(), nullptr) != 1)
        throw std::runtime_error("SHA-256 is not available in this OpenSSL");
    constexpr char digits[] = "0123456789abcdef";
    std::string text;
    for (unsigned int i = 0; i < size; ++i) {
        text += digits[digest[i] >> 4];
        text += digits[digest[i] & 15];
    }
    return text;
}

std::string sha256_of_file(std::filesystem::path const& file)
{
    return sha256(read_text(file));
}

}   // namespace radici
