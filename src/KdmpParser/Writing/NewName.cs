using System.Runtime.InteropServices;

namespace KdmpParser.Writing;

/// <summary>
/// Renames a file to a name that nothing has, in one step. .NET looks whether it is free and renames then, and what appears in between is lost.
/// </summary>
internal static partial class NewName
{
    // errno.h, which Linux and macOS share here, and winerror.h.
    private const int Exists = 17, FileExists = unchecked((int)0x80070050), AlreadyExists = unchecked((int)0x800700b7);

    /// <returns>Whether the file has the name; something else has it otherwise.</returns>
    public static bool TryGive(string path, string name)
    {
        try
        {
            if (OperatingSystem.IsWindows())
                File.Move(path, name);
            else if (Link(path, name) == 0)
                File.Delete(path);
            else
                TakeAndReplace(path, name);
            return true;
        }
        catch (IOException e) when (e.HResult is Exists or FileExists or AlreadyExists)
        {
            return false;
        }
    }

    /// <summary>For disks without hard links, such as FAT: the name is taken by an empty file, which is replaced at once.</summary>
    private static void TakeAndReplace(string path, string name)
    {
        new FileStream(name, FileMode.CreateNew).Dispose();
        try
        {
            File.Move(path, name, overwrite: true);
        }
        catch
        {
            File.Delete(name);
            throw;
        }
    }

    /// <summary>link(2), which gives a file one more name, and never one that is taken.</summary>
    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string path, string name);
}
