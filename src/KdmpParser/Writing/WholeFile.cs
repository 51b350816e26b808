using System.Collections.Concurrent;

namespace KdmpParser.Writing;

/// <summary>
/// A file that comes to be as a whole or not at all: it is written under another name in the same folder, and gets its own when everything is on
/// the disk. A pipe or a device has nothing that could be lost, and is written as it stands.
/// </summary>
internal sealed class WholeFile : IDisposable
{
    // errno.h, which Linux and macOS share here, and winerror.h.
    private const int NoSpace = 28, FileTooLarge = 27, HandleDiskFull = unchecked((int)0x80070027), DiskFull = unchecked((int)0x80070070);

    private static readonly ConcurrentDictionary<string, bool> s_unfinished = [];

    private readonly string _path;
    private readonly bool _overwrite;
    private readonly string? _unfinished;
    private readonly FileStream _stream;

    /// <summary>Begins a file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="overwrite">Whether one that is there already is replaced. A symbolic link is replaced itself; where it leads, nothing changes.</param>
    /// <exception cref="KernelDumpException">There is one already (<see cref="KernelDumpError.FileExists"/>), or the system does not let it
    /// be written (<see cref="KernelDumpError.NotWritten"/>).</exception>
    public WholeFile(string path, bool overwrite)
    {
        (_path, _overwrite) = (Path.GetFullPath(path), overwrite);
        try
        {
            if (Find(path, overwrite) == Destination.Sink)
            {
                _stream = new Content(_path, FileMode.Open, FileShare.ReadWrite);

                // What a shell opened as a file goes on where it stopped.
                if (_stream.CanSeek)
                    _stream.Seek(0, SeekOrigin.End);
                return;
            }

            // A name that nobody knows beforehand, and that is only just taken: no link that somebody left in a shared folder is followed.
            _unfinished = Path.Combine(Path.GetDirectoryName(_path)!, $"kdmp-{Guid.NewGuid():n}.tmp");
            s_unfinished[_unfinished] = true;

            _stream = new Content(_unfinished, FileMode.CreateNew, FileShare.None);
        }
        catch (Exception e) when (IsOfSystem(e))
        {
            Forget();
            throw Explain(e);
        }
    }

    /// <summary>Writes a file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="overwrite">Whether one that is there already is replaced.</param>
    /// <param name="write">What writes; whatever it throws ends the write.</param>
    /// <inheritdoc cref="WholeFile(string, bool)" path="/exception"/>
    public static void Write(string path, bool overwrite, Action<FileStream> write)
    {
        using var file = new WholeFile(path, overwrite);
        file.Fill(write);
        file.Finish();
    }

    /// <summary>Says at once what would be said when everything has been done.</summary>
    /// <inheritdoc cref="WholeFile(string, bool)"/>
    public static void Check(string path, bool overwrite)
    {
        try
        {
            if (Find(path, overwrite) != Destination.Sink && !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))))
                throw new DirectoryNotFoundException();
        }
        catch (Exception e) when (IsOfSystem(e))
        {
            throw Explain(path, e);
        }
    }

    /// <summary>Removes what has not got its name yet, for a process that is about to end.</summary>
    public static void RemoveUnfinished()
    {
        foreach (string unfinished in s_unfinished.Keys)
            Remove(unfinished);
    }

    /// <summary>Writes the content. Everything is on the disk afterwards, still under the other name; nothing is there when it fails.</summary>
    public void Fill(Action<FileStream> write)
    {
        try
        {
            write(_stream);
            _stream.Flush(flushToDisk: _unfinished is not null);
            _stream.Dispose();
        }
        catch (Exception e)
        {
            // Here and not in a finally, which is not reached where nobody catches the exception.
            Dispose();
            if (IsOfSystem(e))
                throw Explain(e);
            throw;
        }
    }

    /// <summary>Gives the file its name.</summary>
    public void Finish()
    {
        if (_unfinished is null)
            return;
        try
        {
            if (_overwrite)
                Replace(_unfinished, _path);
            else if (!NewName.TryGive(_unfinished, _path))
                throw Exists(_path);
            s_unfinished.TryRemove(_unfinished, out _);
        }
        catch (Exception e) when (IsOfSystem(e))
        {
            throw Explain(e);
        }
    }

    /// <summary>Removes a file that has not got its name.</summary>
    public void Dispose()
    {
        _stream.Dispose();
        Forget();
    }

    private void Forget()
    {
        if (_unfinished is not null && s_unfinished.TryRemove(_unfinished, out _))
            Remove(_unfinished);
    }

    /// <summary>What is at the path, if it can be written there.</summary>
    private static Destination Find(string path, bool overwrite) => Destinations.Of(path) switch
    {
        Destination.Taken when !overwrite => throw Exists(path),
        Destination.Folder => throw NotWritten(path, "it is a folder."),
        Destination.Unsuitable => throw NotWritten(path, "it is neither a file nor a pipe."),
        Destination destination => destination,
    };

    private static void Replace(string unfinished, string path)
    {
        // Whoever could not read the old file does not read the new one.
        if (!OperatingSystem.IsWindows() && new FileInfo(path) is { Exists: true, LinkTarget: null } old && File.GetUnixFileMode(unfinished) is var mode && (mode & ~old.UnixFileMode) != 0)
            File.SetUnixFileMode(unfinished, mode & old.UnixFileMode);
        File.Move(unfinished, path, overwrite: true);
    }

    private static bool IsOfSystem(Exception e) => e is IOException and not KernelDumpException or UnauthorizedAccessException;

    private KernelDumpException Explain(Exception e) => Explain(_path, e, _unfinished);

    private static KernelDumpException Explain(string path, Exception e, string? unfinished = null) => NotWritten(path, e switch
    {
        DirectoryNotFoundException => "there is no such folder.",
        PathTooLongException => "its name is too long.",
        _ when e.HResult is NoSpace or DiskFull or HandleDiskFull => "the disk is full.",
        _ when e.HResult is FileTooLarge => "it is larger than a file may be here.",
        _ when OperatingSystem.IsWindows() && File.Exists(path) =>
            $"{e.Message} On Windows a file that is open, such as the dump that is converted, cannot be replaced.",
        _ => unfinished is null ? e.Message : e.Message.Replace(unfinished, path, StringComparison.Ordinal),
    }, e);

    private static KernelDumpException Exists(string path) => new(KernelDumpError.FileExists, $"'{Path.GetFileName(path)}' exists already.");

    private static KernelDumpException NotWritten(string path, string reason, Exception? innerException = null) =>
        new(KernelDumpError.NotWritten, $"'{(Path.GetFileName(path) is { Length: > 0 } name ? name : path)}' cannot be written: {reason}", innerException: innerException);

    /// <summary>
    /// Without a buffer, since what is written comes in large pieces. .NET takes a file that is too large for its disk, as one of 4 GiB is for FAT, for a wrong
    /// argument of whoever writes it; here it is an error of the system.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="mode">Whether there is one already.</param>
    /// <param name="share">What others may do meanwhile.</param>
    private sealed class Content(string path, FileMode mode, FileShare share) : FileStream(path, mode, FileAccess.Write, share, bufferSize: 0)
    {
        public override void Write(byte[] buffer, int offset, int count) => Explained(() => base.Write(buffer, offset, count));

        public override void SetLength(long value) => Explained(() => base.SetLength(value));

        private static void Explained(Action write)
        {
            try
            {
                write();
            }
            catch (ArgumentOutOfRangeException e)
            {
                throw new IOException(e.Message, FileTooLarge);
            }
        }
    }

    private static void Remove(string unfinished)
    {
        try
        {
            File.Delete(unfinished);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What went wrong before this is what the caller has to know.
        }
    }
}
