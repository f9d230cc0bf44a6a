/* A mail server that takes everything and keeps nothing, as cheaply as it can: a thread for each connection, big
 * reads, and one write for all the answers to what was read.
 *
 *   sink [chunking]    prints its port; at SIGTERM, to standard error, how many mails it took and its CPU for each
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/resource.h>
#include <unistd.h>

enum { BUFFER = 256 * 1024, REPLIES = 64 * 1024 };
enum awaiting { COMMAND, CONTENT, CHUNK };

struct conversation {
    int fd;
    enum awaiting awaiting;
    size_t chunk_left;
    int is_last;
    size_t from, to, replied;
    char buffer[BUFFER];
    char replies[REPLIES];
};

static atomic_long mails;
static const char *ehlo = "250-sink\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 SIZE 50000000\r\n";

static void answer(struct conversation *it, const char *reply) {
    size_t length = strlen(reply);
    if (it->replied + length <= REPLIES) {
        memcpy(it->replies + it->replied, reply, length);
        it->replied += length;
    }
}

static int is(const char *line, const char *verb) {
    return strncasecmp(line, verb, 4) == 0;
}

/* Returns 0 when the line says goodbye. */
static int command(struct conversation *it, const char *line, const char *end) {
    if (is(line, "DATA")) {
        answer(it, "354 go on\r\n");
        it->awaiting = CONTENT;
        it->from -= 2; /* a dot right after it ends the content, too: the command's own line end counts */
    } else if (is(line, "BDAT")) {
        it->awaiting = CHUNK;
        it->chunk_left = strtoul(line + 4, NULL, 10);
        it->is_last = memmem(line, (size_t)(end - line), "LAST", 4) != NULL;
    } else if (is(line, "EHLO")) {
        answer(it, ehlo);
    } else if (is(line, "QUIT")) {
        answer(it, "221 bye\r\n");
        return 0;
    } else {
        answer(it, "250 ok\r\n");
    }
    return 1;
}

static void taken(struct conversation *it, int count) {
    answer(it, "250 2.0.0 gone\r\n");
    atomic_fetch_add_explicit(&mails, count, memory_order_relaxed);
    it->awaiting = COMMAND;
}

/* Returns 1 when it could go on with what has been read, 0 when it needs more, -1 when the conversation is over. */
static int step(struct conversation *it) {
    char *at = it->buffer + it->from;
    size_t there = it->to - it->from;
    if (it->awaiting == CHUNK) {
        size_t now = there < it->chunk_left ? there : it->chunk_left;
        it->from += now;
        it->chunk_left -= now;
        if (it->chunk_left == 0) {
            taken(it, it->is_last);
            return 1;
        }
        return 0;
    }
    if (it->awaiting == CONTENT) {
        char *dot = memmem(at, there, "\r\n.\r\n", 5);
        if (dot) {
            it->from += (size_t)(dot - at) + 5;
            taken(it, 1);
            return 1;
        }
        it->from += there > 4 ? there - 4 : 0;
        return 0;
    }
    char *end = memchr(at, '\n', there);
    if (!end) {
        return there < 4096 ? 0 : -1;
    }
    it->from += (size_t)(end - at) + 1;
    return command(it, at, end) ? 1 : -1;
}

static int flush(struct conversation *it) {
    size_t done = 0;
    while (done < it->replied) {
        ssize_t now = send(it->fd, it->replies + done, it->replied - done, MSG_NOSIGNAL);
        if (now <= 0) {
            return 0;
        }
        done += (size_t)now;
    }
    it->replied = 0;
    return 1;
}

static void *hold(void *given) {
    struct conversation *it = given;
    answer(it, "220 sink\r\n");
    for (int going = 1; going >= 0 && flush(it);) {
        memmove(it->buffer, it->buffer + it->from, it->to - it->from);
        it->to -= it->from;
        it->from = 0;
        ssize_t read = recv(it->fd, it->buffer + it->to, BUFFER - it->to, 0);
        if (read <= 0) {
            break;
        }
        it->to += (size_t)read;
        do {
            going = step(it);
        } while (going > 0);
        if (going < 0) {
            flush(it);
        }
    }
    close(it->fd);
    free(it);
    return NULL;
}

static void *farewell(void *signals) {
    int caught;
    sigwait(signals, &caught);
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    double seconds = (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec)
        + (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
    long count = atomic_load(&mails);
    fprintf(stderr, "sink\t%ld mails\t%.1f us of CPU each\n", count, count ? seconds * 1e6 / (double)count : 0.0);
    exit(0);
}

int main(int count, char **arguments) {
    if (count > 1 && strcmp(arguments[1], "chunking") == 0) {
        ehlo = "250-sink\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-CHUNKING\r\n250 SIZE 50000000\r\n";
    }
    static sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, NULL);
    pthread_t watcher;
    pthread_create(&watcher, NULL, farewell, &signals);

    int server = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    if (bind(server, (struct sockaddr *)&address, length) || listen(server, 500)
        || getsockname(server, (struct sockaddr *)&address, &length)) {
        perror("sink");
        return 1;
    }
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);
    for (;;) {
        struct conversation *it = calloc(1, sizeof *it);
        it->fd = accept(server, NULL, NULL);
        if (it->fd < 0) {
            free(it);
            continue;
        }
        int yes = 1;
        setsockopt(it->fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        pthread_t thread;
        pthread_create(&thread, NULL, hold, it);
        pthread_detach(thread);
    }
}
