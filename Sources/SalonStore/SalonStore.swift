// Room SalonStore.
