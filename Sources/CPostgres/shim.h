#ifndef SALON_CPOSTGRES_SHIM_H
#define SALON_CPOSTGRES_SHIM_H
#include <libpq-fe.h>
#endif
