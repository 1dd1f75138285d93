int triple(int number) { return 3 * number; }
