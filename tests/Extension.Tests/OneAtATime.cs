using Xunit.Sdk;
using Xunit.v3;

// The formatters that the script registers belong to the whole process.
[assembly: Parallelization(Mode = ParallelMode.None)]
