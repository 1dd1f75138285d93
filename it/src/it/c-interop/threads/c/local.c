static _Thread_local int counter;

int next_value(void) { return ++counter; }
