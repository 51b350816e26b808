using KdmpInteractive.Commands;

namespace KdmpTool.CommandLine;

/// <summary>Writes a file that the command line names.</summary>
internal static class OutputFile
{
    /// <summary>Writes under another name first, so that nothing half-written ever has the final one.</summary>
    /// <exception cref="CommandException">It cannot be written.</exception>
    public static void Write(string path, string content)
    {
        string unfinished = $"{path}.{Guid.NewGuid():n}.tmp";
        try
        {
            File.WriteAllText(unfinished, content);
            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"'{Path.GetFileName(path)}' cannot be written: {e.Message}");
        }
        finally
        {
            // Where there is no such folder, deleting is an error, too.
            if (File.Exists(unfinished))
                File.Delete(unfinished);
        }
    }
}
