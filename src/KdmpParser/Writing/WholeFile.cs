namespace KdmpParser.Writing;

/// <summary>Writes files that exist as a whole or not at all.</summary>
internal static class WholeFile
{
    /// <summary>Writes under another name in the same folder, and renames when everything is on the disk.</summary>
    /// <param name="path">The file; one that is there already is replaced, and left alone when the write fails.</param>
    /// <param name="write">What writes; whatever it throws ends the write.</param>
    /// <exception cref="KernelDumpException">The system does not let the file be written (<see cref="KernelDumpError.NotWritten"/>).</exception>
    public static void Write(string path, Action<FileStream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string unfinished = $"{path}.{Guid.NewGuid():n}.tmp";
        try
        {
            // No buffer: what is written comes in large pieces.
            using (var stream = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception e)
        {
            Remove(unfinished);
            if (e is IOException and not KernelDumpException or UnauthorizedAccessException)
                throw new KernelDumpException(KernelDumpError.NotWritten, Explain(path, e), innerException: e);
            throw;
        }
    }

    private static string Explain(string path, Exception e)
    {
        string name = Path.GetFileName(path);
        return e switch
        {
            DirectoryNotFoundException => $"'{name}' cannot be written: there is no such folder.",
            _ when Directory.Exists(path) => $"'{name}' cannot be written: it is a folder.",
            _ when OperatingSystem.IsWindows() && File.Exists(path) =>
                $"'{name}' cannot be written: {e.Message} On Windows a file that is open, such as the dump that is converted, cannot be replaced.",
            _ => $"'{name}' cannot be written: {e.Message}",
        };
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
