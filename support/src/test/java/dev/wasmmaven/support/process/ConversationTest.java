package dev.wasmmaven.support.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ConversationTest {

    private final CommandRunner runner = CommandRunner.inheriting();
    private final List<String> errors = new CopyOnWriteArrayList<>();

    @TempDir
    Path temp;

    @Test
    @DisplayName(
            "bytes go both ways, and the end of the input ends the child, whose last words and exit code are known")
    void conversation() throws Exception {
        try (Conversation conversation = runner.converse(Child.command("answer"), errors::add)) {
            for (int each : new int[] {1, 200, 10, 13}) {
                conversation.stdin().write(each);
                conversation.stdin().flush();
                assertThat(conversation.stdout().read()).isEqualTo(each + 1);
            }
            assertThat(conversation.awaitEnd(Duration.ofMillis(1))).isEmpty();
            conversation.stdin().close();
            assertThat(conversation.stdout().read()).isEqualTo(-1);
            assertThat(conversation.awaitEnd(Duration.ofSeconds(60))).hasValue(5);
        }
        assertThat(errors).containsExactly("listening", "done");
    }

    @Test
    @DisplayName("closing ends the child and its own children")
    void close() throws Exception {
        Path pid = temp.resolve("pid");
        long parent;
        try (Conversation conversation = runner.converse(Child.command("parent", pid.toString()), errors::add)) {
            parent = conversation.pid();
            while (!Files.exists(pid)) {
                Thread.sleep(5);
            }
        }
        for (long each : new long[] {parent, Long.parseLong(Files.readString(pid))}) {
            assertThat(ProcessHandle.of(each).filter(ProcessHandle::isAlive)).isEmpty();
        }
    }

    @Test
    @DisplayName("what cannot be started is refused by name")
    void notStarted() {
        assertThatThrownBy(() -> runner.converse(Command.of(temp.resolve("nothing")), errors::add))
                .isInstanceOf(CommandException.NotStarted.class)
                .hasMessageContaining("nothing");
    }
}
