// Room Salon.
