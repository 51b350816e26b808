using KdmpParser.Sample;

namespace KdmpParser;

/// <summary>
/// A deterministic synthetic dump for people who have none at hand. It is made when asked, and says in its header that it is synthetic:
/// an x64 machine with page tables of every page size, kernel modules, four processes, and a driver that read through a null pointer.
/// </summary>
public static class KdmpSample
{
    /// <summary>What <see cref="KernelDump.Name"/> of an opened sample says.</summary>
    public const string Name = "sample";

    /// <summary>Makes the sample and opens it, without a file.</summary>
    /// <param name="type">Any type that has physical memory.</param>
    /// <exception cref="ArgumentException">The type has none.</exception>
    public static KernelDump Open(DumpType type = DumpType.Bitmap)
    {
        using var stream = new MemoryStream();
        Writer(type).Write(stream);
        return KernelDump.Open(stream.GetBuffer().AsSpan(0, (int)stream.Length), Name);
    }

    /// <summary>Writes the sample to a file of less than 2 MiB.</summary>
    /// <param name="path">The new file.</param>
    /// <param name="type">Any type that has physical memory.</param>
    /// <param name="overwrite">Whether a file that is there already is replaced.</param>
    /// <exception cref="ArgumentException">The type has none, or the path is empty.</exception>
    /// <exception cref="KernelDumpException">There is such a file already, and it is not to be replaced (<see cref="KernelDumpError.FileExists"/>),
    /// or the system does not let the file be written (<see cref="KernelDumpError.NotWritten"/>).</exception>
    public static void Write(string path, DumpType type = DumpType.Bitmap, bool overwrite = false) => Writer(type).Write(path, overwrite);

    private static KernelDumpWriter Writer(DumpType type)
    {
        var machine = new SampleMachine();
        return new() { Header = SampleCrash.Header(type), Pages = machine.Memory, Context = machine.Context, Exception = machine.Exception };
    }
}
