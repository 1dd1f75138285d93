// POSIX threads: every result is one that POSIX promises, whatever the order in which threads run.
#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { THREADS = 8, ROUNDS = 2000 };

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static pthread_rwlock_t rwlock = PTHREAD_RWLOCK_INITIALIZER;
static pthread_barrier_t barrier;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_key_t key;
static _Thread_local int local = 7;
static atomic_int atomic_sum, initialized, destroyed, serial, detached;
static long plain_sum;

static const char *name(int error) {
    switch (error) {
        case 0: return "ok";
        case EBUSY: return "EBUSY";
        case EDEADLK: return "EDEADLK";
        case EPERM: return "EPERM";
        case ETIMEDOUT: return "ETIMEDOUT";
        default: return "another error";
    }
}

static void initialize(void) { initialized++; }

static void destroy(void *value) {
    destroyed += *(int *)value;
    free(value);
}

static void *count(void *argument) {
    int number = *(int *)argument;
    pthread_once(&once, initialize);
    int *specific = malloc(sizeof *specific);
    *specific = number;
    pthread_setspecific(key, specific);
    for (int i = 0; i < ROUNDS; i++) {
        atomic_fetch_add(&atomic_sum, 1);
        pthread_mutex_lock(&mutex);
        plain_sum += number;
        pthread_mutex_unlock(&mutex);
        local++;
    }
    if (pthread_barrier_wait(&barrier) == PTHREAD_BARRIER_SERIAL_THREAD) {
        serial++;
    }
    // After the barrier everyone has counted.
    long seen = plain_sum;
    return (void *)(seen + local - ROUNDS - 7 + (*(int *)pthread_getspecific(key) - number));
}

static void counters(void) {
    pthread_t threads[THREADS];
    int numbers[THREADS];
    pthread_barrier_init(&barrier, NULL, THREADS);
    pthread_key_create(&key, destroy);
    for (int i = 0; i < THREADS; i++) {
        numbers[i] = i + 1;
        printf("create: %s\n", name(pthread_create(&threads[i], NULL, count, &numbers[i])));
    }
    for (int i = 0; i < THREADS; i++) {
        void *result;
        printf("join: %s", name(pthread_join(threads[i], &result)));
        printf(", %ld\n", (long)result);
    }
    printf("%d %ld %d %d %d %d\n", atomic_sum, plain_sum, local, initialized, destroyed, serial);
}

// A bounded buffer between producers and consumers.
static int buffer[4], used, produced, consumed;

static void *produce(void *argument) {
    for (int i = 1; i <= 500; i++) {
        pthread_mutex_lock(&mutex);
        while (used == 4) pthread_cond_wait(&changed, &mutex);
        buffer[used++] = i;
        produced += i;
        pthread_cond_broadcast(&changed);
        pthread_mutex_unlock(&mutex);
    }
    return argument;
}

static void *consume(void *argument) {
    for (int i = 1; i <= 500; i++) {
        pthread_mutex_lock(&mutex);
        while (used == 0) pthread_cond_wait(&changed, &mutex);
        consumed += buffer[--used];
        pthread_cond_broadcast(&changed);
        pthread_mutex_unlock(&mutex);
    }
    return argument;
}

static void conditions(void) {
    pthread_t threads[4];
    for (int i = 0; i < 4; i++) {
        pthread_create(&threads[i], NULL, i % 2 ? consume : produce, NULL);
    }
    for (int i = 0; i < 4; i++) pthread_join(threads[i], NULL);
    printf("buffer: %d %d %d\n", used, produced, consumed);

    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_nsec += 20 * 1000 * 1000;
    if (until.tv_nsec >= 1000000000) until.tv_sec++, until.tv_nsec -= 1000000000;
    pthread_mutex_lock(&mutex);
    printf("timed wait: %s\n", name(pthread_cond_timedwait(&changed, &mutex, &until)));
    pthread_mutex_unlock(&mutex);
}

static pthread_mutex_t kinds[3];

static void *try_all(void *argument) {
    int *results = argument;
    for (int i = 0; i < 3; i++) results[i] = pthread_mutex_trylock(&kinds[i]);
    results[3] = pthread_rwlock_tryrdlock(&rwlock);
    results[4] = pthread_rwlock_trywrlock(&rwlock);
    if (results[3] == 0) pthread_rwlock_unlock(&rwlock);
    return NULL;
}

static void mutexes(void) {
    pthread_mutexattr_t attributes;
    int results[5];
    pthread_t thread;
    pthread_mutexattr_init(&attributes);
    pthread_mutex_init(&kinds[0], NULL);
    pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_RECURSIVE);
    pthread_mutex_init(&kinds[1], &attributes);
    pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_ERRORCHECK);
    pthread_mutex_init(&kinds[2], &attributes);
    for (int i = 0; i < 3; i++) printf("lock %d: %s\n", i, name(pthread_mutex_lock(&kinds[i])));
    for (int i = 1; i < 3; i++) printf("again: %s\n", name(pthread_mutex_lock(&kinds[i])));
    pthread_rwlock_rdlock(&rwlock);
    pthread_create(&thread, NULL, try_all, results);
    pthread_join(thread, NULL);
    for (int i = 0; i < 5; i++) printf("other thread: %s\n", name(results[i]));
    pthread_rwlock_unlock(&rwlock);
    pthread_rwlock_wrlock(&rwlock);
    pthread_create(&thread, NULL, try_all, results);
    pthread_join(thread, NULL);
    printf("while written: %s %s\n", name(results[3]), name(results[4]));
    printf("unlock: %s\n", name(pthread_mutex_unlock(&kinds[2])));
    printf("unlock: %s\n", name(pthread_mutex_unlock(&kinds[2])));
}

static void *sum_of_large_frame(void *argument) {
    volatile char frame[300 * 1024];
    memset((char *)frame, 1, sizeof frame);
    long sum = 0;
    for (size_t i = 0; i < sizeof frame; i++) sum += frame[i];
    detached = 1;
    return (void *)sum;
}

static void attributes(void) {
    pthread_attr_t attributes;
    pthread_t thread;
    void *result;
    pthread_attr_init(&attributes);
    printf("stack size: %s\n", name(pthread_attr_setstacksize(&attributes, 512 * 1024)));
    pthread_create(&thread, &attributes, sum_of_large_frame, NULL);
    pthread_join(thread, &result);
    printf("large frame: %ld\n", (long)result);
    detached = 0;
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    printf("detached: %s\n", name(pthread_create(&thread, &attributes, sum_of_large_frame, NULL)));
    struct timespec pause = {0, 1000000};
    while (!detached) nanosleep(&pause, NULL);
    printf("same: %d\n", pthread_equal(pthread_self(), pthread_self()) != 0);
}

static void *leave(void *argument) {
    exit(*(int *)argument);
}

int main(void) {
    counters();
    conditions();
    mutexes();
    attributes();
    // Exiting in a thread ends all, with what is still in the buffers.
    pthread_t thread;
    int code = 5;
    printf("leaving");
    pthread_create(&thread, NULL, leave, &code);
    pthread_join(thread, NULL);
    return 1;
}
