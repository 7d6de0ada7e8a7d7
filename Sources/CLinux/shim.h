// A call of Linux that the C library declares only where GNU's extensions are asked for.
int syncfs(int descriptor);
