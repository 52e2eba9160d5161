#include "mpi_module.hpp"

#include <mpi.h>

/// All that knows MPI. Built where MPI is there, loaded where mpirun started us. Errors of MPI end
/// the job: its default handler aborts, and what was simulated is in the parts.
namespace {

void start(int* rank, int* size)
{
    int provided = 0;
    MPI_Init_thread(nullptr, nullptr, MPI_THREAD_FUNNELED, &provided);
    MPI_Comm_rank(MPI_COMM_WORLD, rank);
    MPI_Comm_size(MPI_COMM_WORLD, size);
}

void gather(int mine, int* all)
{
    MPI_Allgather(&mine, 1, MPI_INT, all, 1, MPI_INT, MPI_COMM_WORLD);
}

void broadcast(int* numbers, int count)
{
    MPI_Bcast(numbers, count, MPI_INT, 0, MPI_COMM_WORLD);
}

void abort_all(int code)
{
    MPI_Abort(MPI_COMM_WORLD, code);
}

void stop()
{
    MPI_Finalize();
}

}   // namespace

RadiciMpi const* radici_mpi()
{
    static RadiciMpi const functions{start, gather, broadcast, abort_all, stop};
    return &functions;
}
