using KdmpParser.Tests.Fuzzing;

namespace KdmpParser.Analysis.Tests;

/// <summary>Code and stacks of damaged dumps get an answer.</summary>
public class DamagedCodeTests
{
    /// <summary>Dumps that are tried in every run of the tests; see <see cref="ChosenRun"/>.</summary>
    private const int Count = 200;

    [Fact]
    public void Every_damaged_dump_that_opens_has_an_answer_about_its_code()
    {
        var dumps = new DamagedDumps();
        for (long i = 0; i < ChosenRun.Iterations(Count); i++)
        {
            ulong seed = ChosenRun.Seed + (ulong)i;
            try
            {
                using var dump = KernelDump.Open(dumps.Make(seed).ToArray(), "damaged");
                Ask(dump);
            }
            catch (KernelDumpException)
            {
                // Refused on opening.
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"The dump of seed {seed}: {e.GetType().Name}: {e.Message}", e);
            }
        }
    }

    private static void Ask(KernelDump dump)
    {
        foreach (CpuContext context in dump.Contexts)
        {
            VirtualAddress[] places = [.. new[] { context.InstructionPointer, context.StackPointer }.OfType<VirtualAddress>()];
            foreach (VirtualAddress place in places)
            {
                CodeListing listing = dump.Disassemble(place, new DisassemblyOptions { Before = 20, Count = 20, Context = context });
                Assert.All(listing.Instructions, line => Assert.NotEmpty(line.ToString()));
                Assert.NotNull(listing.Before);
                _ = listing.Fault?.ToString();
            }

            Assert.All(dump.FindReturnCandidates(context), candidate => Assert.Equal(candidate.Check == CallCheck.Call, candidate.Call is not null));
        }

        foreach (LoadedModule module in dump.KernelModules.Take(8))
        {
            _ = dump.FindCallBefore(module.Base + 0x1010);
            _ = dump.Disassemble(module.Base + 0x1010, new DisassemblyOptions { Before = 100, Count = 1 });
        }
    }
}
