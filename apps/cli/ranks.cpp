#include "ranks.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include <dlfcn.h>

#include "mpi_module.hpp"

namespace radici::cli {
namespace {

namespace fs = std::filesystem;

bool started_by_mpirun()
{
    return std::getenv("OMPI_COMM_WORLD_SIZE") != nullptr || std::getenv("PMIX_RANK") != nullptr;
}

/// In the build tree and where the program is installed.
fs::path module_file()
{
    auto const program = fs::read_symlink("/proc/self/exe");
    return program.parent_path().parent_path() / "lib" / "radici" / "radici_mpi.so";
}

}   // namespace

struct Ranks::Module {
    RadiciMpi const* mpi;
};

Ranks::Ranks()
{
    if (!started_by_mpirun())
        return;
    void* const library = dlopen(module_file().c_str(), RTLD_NOW | RTLD_GLOBAL);
    using Door = RadiciMpi const* (*)();
    auto const door = library ? reinterpret_cast<Door>(dlsym(library, "radici_mpi")) : nullptr;
    if (!door)
        throw RunError("started by mpirun, but " + module_file().string() +
                       " cannot be loaded - install openmpi-bin, or build with libopenmpi-dev");
    module_ = std::make_unique<Module>(Module{door()});
    module_->mpi->start(&rank_, &size_);
}

Ranks::~Ranks()
{
    if (module_)
        module_->mpi->stop();
}

std::vector<int> Ranks::gather(int mine)
{
    std::vector<int> all(static_cast<std::size_t>(size_), mine);
    if (module_)
        module_->mpi->gather(mine, all.data());
    return all;
}

std::vector<int> Ranks::broadcast(std::vector<int> numbers)
{
    if (!module_)
        return numbers;
    int count = static_cast<int>(numbers.size());
    module_->mpi->broadcast(&count, 1);
    numbers.resize(static_cast<std::size_t>(count));
    module_->mpi->broadcast(numbers.data(), count);
    return numbers;
}

void Ranks::abort(ExitCode code)
{
    if (module_)
        module_->mpi->abort(static_cast<int>(code));
    std::exit(static_cast<int>(code));
}

void Ranks::settle(ExitCode code, std::exception_ptr const& failure)
{
    auto const codes = gather(static_cast<int>(code));
    auto const bad = std::find_if(codes.begin(), codes.end(), [](int one) { return one != 0; });
    if (bad == codes.end())
        return;
    if (bad - codes.begin() == rank_)
        std::rethrow_exception(failure);
    throw FailedElsewhere{static_cast<ExitCode>(*bad)};
}

}   // namespace radici::cli
