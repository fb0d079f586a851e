package main

import (
	"math"
	"math/rand/v2"
	"sync"
)

// kmeans is spherical k-means (Dhillon and Modha, 2001): vectors of length one go to the centroid of the largest cosine.
// The same vectors give the same groups, whatever the number of processors.
func kmeans(vectors [][]float32, k, rounds int) (group []int, centroids [][]float32) {
	starts := rand.New(rand.NewPCG(1, 2)).Perm(min(len(vectors), 30_000))[:k]
	for _, i := range starts {
		centroids = append(centroids, append([]float32(nil), vectors[i]...))
	}
	group = make([]int, len(vectors))
	for range rounds {
		assign(vectors, centroids, group)
		sums := make([][]float32, k)
		for i := range sums {
			sums[i] = make([]float32, dimensions)
		}
		for i, v := range vectors {
			for d, x := range v {
				sums[group[i]][d] += x
			}
		}
		for i, sum := range sums {
			if normalise(sum) {
				centroids[i] = sum
			}
		}
	}
	return group, centroids
}

func assign(vectors, centroids [][]float32, group []int) {
	const workers = 2
	var wait sync.WaitGroup
	for w := range workers {
		wait.Go(func() {
			for i := w * len(vectors) / workers; i < (w+1)*len(vectors)/workers; i++ {
				group[i] = nearest(vectors[i], centroids)
			}
		})
	}
	wait.Wait()
}

func nearest(v []float32, centroids [][]float32) (best int) {
	most := float32(math.Inf(-1))
	for i, c := range centroids {
		if d := dot(v, c); d > most {
			best, most = i, d
		}
	}
	return best
}

// dot keeps four sums, so that no addition waits for the one before.
func dot(a, b []float32) float32 {
	var s0, s1, s2, s3 float32
	b = b[:len(a)]
	for ; len(a) >= 4; a, b = a[4:], b[4:] {
		s0 += a[0] * b[0]
		s1 += a[1] * b[1]
		s2 += a[2] * b[2]
		s3 += a[3] * b[3]
	}
	return s0 + s1 + s2 + s3
}

// normalise makes the length of a vector one; it reports false for a vector of zeros.
func normalise(v []float32) bool {
	length := float32(math.Sqrt(float64(dot(v, v))))
	if length == 0 {
		return false
	}
	for i := range v {
		v[i] /= length
	}
	return true
}
