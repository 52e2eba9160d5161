#pragma once

/// The door between the program and its MPI module: plain C, found by name with dlsym.
extern "C" {
struct RadiciMpi {
    void (*start)(int* rank, int* size);
    void (*gather)(int mine, int* all);
    void (*broadcast)(int* numbers, int count);   ///< from rank 0
    void (*abort)(int code);
    void (*stop)();
};
RadiciMpi const* radici_mpi();
}
