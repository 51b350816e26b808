using Microsoft.Win32.SafeHandles;

namespace KdmpParser.Files;

/// <summary>Opens a path in the way that was asked for, or says in one sentence why it cannot be opened.</summary>
internal static class DumpFiles
{
    /// <summary>A mapping, and finding out whether the disk is a local one, takes longer than all that is read of a small dump.</summary>
    private const long SmallFile = 4 << 20;

    public static DumpFile Open(string path, DumpAccess access)
    {
        SafeFileHandle? handle = null;
        try
        {
            // A pipe has no length and would be waited for; of a device there is nothing to map.
            if (new FileInfo(path) is { Exists: true, Length: 0 })
                throw Empty("The file is empty, or it is none: a pipe, a device");
            handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.RandomAccess);
            long length = RandomAccess.GetLength(handle);
            if (length == 0)
                throw Empty("The file is empty");
            bool mapped = access == DumpAccess.Mapped || (access == DumpAccess.Auto && length > SmallFile && IsOnLocalDisk(path));
            return mapped ? new MappedFile(handle, length) : new HandleFile(handle, length);
        }
        catch (Exception e) when (e is IOException and not KernelDumpException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            handle?.Dispose();
            throw new KernelDumpException(KernelDumpError.FileUnavailable, Explain(path, e), innerException: e);
        }
        catch
        {
            handle?.Dispose();
            throw;
        }
    }

    public static KernelDumpException Empty(string what) =>
        new(KernelDumpError.Empty, what + "; a kernel dump has at least 8192 bytes.", 0) { Expected = "8192 bytes", Actual = "0 bytes" };

    /// <summary>A network share or a stick can go away, and a mapping of it would take the process along.</summary>
    private static bool IsOnLocalDisk(string path)
    {
        try
        {
            string full = Path.GetFullPath(path);
            string drive = OperatingSystem.IsWindows() ? Path.GetPathRoot(full)! : full;
            return new DriveInfo(drive).DriveType is DriveType.Fixed or DriveType.Ram;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }

    private static string Explain(string path, Exception e)
    {
        string name = Path.GetFileName(path) is { Length: > 0 } last ? last : path;
        return e switch
        {
            FileNotFoundException or DirectoryNotFoundException or ArgumentException => $"There is no file '{name}'.",
            _ when Directory.Exists(path) => $"'{name}' is a folder, not a dump file.",
            UnauthorizedAccessException => $"'{name}' may not be read by this user.",
            _ => $"'{name}' cannot be read: {e.Message}",
        };
    }
}
