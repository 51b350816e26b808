using System.Runtime.InteropServices;

namespace KdmpParser.Writing;

/// <summary>Finds out what is at a path. .NET does not tell a pipe or a device from a file, so the system is asked.</summary>
internal static partial class Destinations
{
    // sys/stat.h: the type of a file, in the upper bits of its mode.
    private const int TypeMask = 0xf000, Pipe = 0x1000, CharacterDevice = 0x2000, Folder = 0x4000, RegularFile = 0x8000, Link = 0xa000;

    // errno.h: of Linux, and of macOS.
    private const int NameTooLong = 36, NameTooLongOnMac = 63;

    // fcntl.h, linux/stat.h: relative to the current folder; of a link itself; the type is asked for. struct statx has its mode at 28 everywhere.
    private const int CurrentFolder = -100, OfLinkItself = 0x100, TypeOnly = 1, StatxMode = 28;

    // sys/stat.h of macOS: struct stat with 64-bit inodes has its mode at 4.
    private const int StatMode = 4;

    /// <summary>How many links Linux follows (path_resolution(7)), so that a circle of them ends.</summary>
    private const int MostLinks = 40;

    /// <summary>Room for struct statx (256 bytes) and struct stat.</summary>
    private const int StatusSize = 512;

    /// <summary>Where the system shows what a process has opened; what a shell redirects, and its process substitution, is there.</summary>
    private static readonly string[] s_descriptorFolders = ["/dev/fd", "/proc/self/fd"];

    /// <exception cref="PathTooLongException">Nothing can have such a name.</exception>
    public static Destination Of(string path)
    {
        if (Path.EndsInDirectorySeparator(path) || Directory.Exists(path))
            return Destination.Folder;
        try
        {
            if (OperatingSystem.IsLinux() || OperatingSystem.IsMacOS())
                return OfUnix(path);
        }
        catch (EntryPointNotFoundException)
        {
            // glibc has statx since 2.28. Before that, a pipe is a file.
        }

        if (Path.GetFullPath(path) is @"\\.\NUL" or @"\\.\CON" or @"\\.\CONOUT$")
            return Destination.Sink;
        return new FileInfo(path) is { Exists: false, LinkTarget: null } ? Destination.Free : Destination.Taken;
    }

    private static Destination OfUnix(string path)
    {
        if (Type(path, follow: false) is not { } type)
            return Destination.Free;

        // A shell's "> file" is a link here, and the file is the shell's to open.
        if (IsDescriptor(path))
            return Destination.Sink;

        // A link that leads nowhere has a name all the same.
        if (type == Link)
            type = Type(path, follow: true) ?? Link;
        return type switch
        {
            RegularFile or Link => Destination.Taken,
            Pipe or CharacterDevice => Destination.Sink,
            Folder => Destination.Folder,
            _ => Destination.Unsuitable,
        };
    }

    /// <summary>Whether links lead from a path to something that this process has opened, as from <c>/dev/stdout</c>.</summary>
    private static bool IsDescriptor(string path)
    {
        FileSystemInfo? at = new FileInfo(path);
        for (int links = 0; at is not null && links <= MostLinks; links++)
        {
            if (s_descriptorFolders.Contains(Path.GetDirectoryName(at.FullName)))
                return true;
            at = at.LinkTarget is null ? null : at.ResolveLinkTarget(returnFinalTarget: false);
        }

        return false;
    }

    /// <summary>The type in a file's mode; <see langword="null"/> where there is nothing, or nothing that can be looked at.</summary>
    private static int? Type(string path, bool follow)
    {
        Span<byte> status = stackalloc byte[StatusSize];
        ref byte start = ref MemoryMarshal.GetReference(status);
        int failed, mode = StatMode;
        if (OperatingSystem.IsLinux())
            (failed, mode) = (Statx(CurrentFolder, path, follow ? 0 : OfLinkItself, TypeOnly, ref start), StatxMode);
        else if (RuntimeInformation.ProcessArchitecture == Architecture.Arm64)
            failed = follow ? Stat(path, ref start) : LStat(path, ref start);
        else
            failed = follow ? StatInode64(path, ref start) : LStatInode64(path, ref start);
        if (failed == 0)
            return MemoryMarshal.Read<ushort>(status[mode..]) & TypeMask;
        return Marshal.GetLastPInvokeError() == (OperatingSystem.IsLinux() ? NameTooLong : NameTooLongOnMac) ? throw new PathTooLongException() : null;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Statx(int folder, string path, int flags, uint mask, ref byte status);

    [LibraryImport("libc", EntryPoint = "stat", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Stat(string path, ref byte status);

    [LibraryImport("libc", EntryPoint = "lstat", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int LStat(string path, ref byte status);

    [LibraryImport("libc", EntryPoint = "stat$INODE64", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int StatInode64(string path, ref byte status);

    [LibraryImport("libc", EntryPoint = "lstat$INODE64", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int LStatInode64(string path, ref byte status);
}
