namespace Microsoft.DotNet.Interactive;

public class NoSuitableKernelException(string message) : Exception(message);
