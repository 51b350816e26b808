using KdmpParser.Sample;
using KdmpParser.Writing;

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
    /// <param name="type">Any type. As a small dump (<see cref="DumpType.Triage"/>) it has of the same machine what Windows would have kept: the stack,
    /// the code around the crash, what registers point to, the lists of drivers.</param>
    /// <exception cref="ArgumentException">There is no such type.</exception>
    public static KernelDump Open(DumpType type = DumpType.Bitmap)
    {
        using var stream = new MemoryStream();
        Write(stream, type);
        return KernelDump.Open(stream.GetBuffer().AsSpan(0, (int)stream.Length), Name);
    }

    /// <summary>Writes the sample to a file of less than 2 MiB.</summary>
    /// <param name="path">The new file.</param>
    /// <param name="type">Any type; as a small dump (<see cref="DumpType.Triage"/>) it is less than 128 KiB.</param>
    /// <param name="overwrite">Whether a file that is there already is replaced.</param>
    /// <exception cref="ArgumentException">There is no such type, or the path is empty.</exception>
    /// <exception cref="KernelDumpException">There is such a file already, and it is not to be replaced (<see cref="KernelDumpError.FileExists"/>),
    /// or the system does not let the file be written (<see cref="KernelDumpError.NotWritten"/>).</exception>
    public static void Write(string path, DumpType type = DumpType.Bitmap, bool overwrite = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        WholeFile.Write(path, overwrite, stream => Write(stream, type));
    }

    private static void Write(Stream stream, DumpType type)
    {
        if (type == DumpType.Triage)
        {
            stream.Write(SmallSample.Make());
            return;
        }

        var machine = new SampleMachine();
        new KernelDumpWriter { Header = SampleCrash.Header(type), Pages = machine.Memory, Context = machine.Context, Exception = machine.Exception }.Write(stream);
    }
}
