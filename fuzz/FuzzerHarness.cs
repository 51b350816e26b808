using KdmpParser;
using SharpFuzz;

namespace KdmpFuzz;

/// <summary>What a fuzzer runs for each of its inputs. An input that makes it throw anything but the library's own exception is a find.</summary>
internal static class FuzzerHarness
{
    /// <summary>Serves AFL++ where it is the parent, else libFuzzer through libfuzzer-dotnet.</summary>
    public static void Run()
    {
        if (Environment.GetEnvironmentVariable("__AFL_SHM_ID") is not null)
            Fuzzer.OutOfProcess.Run(stream => Ask(stream));
        else
            Fuzzer.LibFuzzer.Run(bytes => Ask(new MemoryStream(bytes.ToArray())));
    }

    /// <summary>Opens an input and asks it everything.</summary>
    /// <returns>Why it was refused; <see langword="null"/> when it opened.</returns>
    public static KernelDumpException? Ask(Stream input)
    {
        // The reader seeks, and a fuzzer's stream may not.
        using var seekable = new MemoryStream();
        input.CopyTo(seekable);
        seekable.Position = 0;
        try
        {
            using KernelDump dump = KernelDump.Open(seekable, options: new() { AllowTruncated = true });
            Questions.Ask(dump, isComplete: true);
            return null;
        }
        catch (KernelDumpException refused)
        {
            return refused;
        }
    }
}
