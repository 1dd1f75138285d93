/**
 * Files and directories of the host, confined to the directories that were given.
 *
 * <p><b>How.</b> A guest's path is walked component by component from an open directory, never handed to the host as
 * a whole. Each symbolic link is read and expanded by us, at most 40 in one walk; {@code ..} above the directory that
 * the walk started from, and absolute paths and link targets, are not permitted.
 *
 * <ul>
 *   <li><b>Mode S</b> (Linux, macOS): each step is made on an open {@link java.nio.file.SecureDirectoryStream}, that is
 *       by {@code openat}, {@code fstatat}, {@code unlinkat} and {@code renameat} without following links. What it
 *       lacks (mkdirat, symlinkat, linkat, readlinkat, inode numbers, nanosecond times) is done by absolute path, under
 *       a lock of this JVM, after the parent directory behind the path has been compared with the open one by device
 *       and inode.
 *   <li><b>Mode P</b> (elsewhere): each step goes by absolute path without following links, under the same lock,
 *       after the directory's canonical path has been found unchanged.
 * </ul>
 *
 * <p><b>Threat model.</b> A guest, or several guests of this JVM on overlapping directories, cannot leave a directory
 * that was given. Hard links that are inside already are inside. Another process of the host that swaps directories
 * while a guest runs can mislead mode P, and in mode S only the operations named above, in the moment between the
 * comparison and the act. The host's own permissions apply besides.
 *
 * <p>FIFOs, sockets and block devices are not opened: opening a FIFO would block the guest for ever.
 */
@NullMarked
package dev.wasmmaven.runtime.host.fs;

import org.jspecify.annotations.NullMarked;
