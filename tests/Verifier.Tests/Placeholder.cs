namespace HeavySim.Verifier.Tests;
